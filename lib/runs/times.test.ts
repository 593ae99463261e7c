import { describe, expect, it } from 'vitest'
import { makeRun } from './run.fixture'
import { waitedMs, workingMs } from './times'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 14, 0, seconds)).toISOString()
const now = Date.parse(at(20))

describe('working and waiting', () => {
  it('add up to the life of an ended run', () => {
    const run = makeRun({ createdAt: at(0), finishedAt: at(10), workMs: 6000 })
    expect([workingMs(run, now), waitedMs(run, now)]).toEqual([6000, 4000])
  })

  it('count on while the run is at work, on top of earlier attempts', () => {
    const run = makeRun({ status: 'processing', createdAt: at(0), claimedAt: at(15), finishedAt: null, workMs: 2000 })
    expect([workingMs(run, now), waitedMs(run, now)]).toEqual([7000, 13_000])
  })

  it('count everything as waiting while the run is queued', () => {
    const run = makeRun({ status: 'pending', createdAt: at(0), claimedAt: null, finishedAt: null, workMs: 0 })
    expect([workingMs(run, now), waitedMs(run, now)]).toEqual([0, 20_000])
  })

  it('are never negative when clocks disagree', () => {
    const run = makeRun({ status: 'processing', createdAt: at(30), claimedAt: at(31), finishedAt: null, workMs: 0 })
    expect([workingMs(run, now), waitedMs(run, now)]).toEqual([0, 0])
  })
})
