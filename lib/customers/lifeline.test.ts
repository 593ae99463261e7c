import { describe, expect, it } from 'vitest'
import { makeRun } from '@/lib/runs/run.fixture'
import type { Step } from '@/lib/runs/step'
import { makeCustomer } from './customer.fixture'
import { buildLifeline } from './lifeline'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 14, 0, seconds)).toISOString()
const ms = (seconds: number) => Date.parse(at(seconds))
let id = 0
const step = (runId: number, attempt: number, from: number, seconds: number): Step => ({
  id: (id += 1), runId, attempt, step: 'buy_number', provider: 'twilio', outcome: 'failed', startedAt: at(from), durationMs: seconds * 1000, httpStatus: null, errorCode: null, detail: {},
})
const failed = makeRun({ id: 1, status: 'failed', outcome: null, createdAt: at(0), claimedAt: at(41), finishedAt: at(50), attempt: 2 })

describe('buildLifeline', () => {
  it('tells work, waits between attempts, and the wait for a person apart, to scale', () => {
    const page = makeCustomer({ paidAt: at(0), runs: [failed], steps: [step(1, 1, 1, 10), step(1, 2, 41, 9)] })
    const line = buildLifeline(page, ms(110))
    expect(line?.stretches.map(({ kind, fromMs, toMs }) => [kind, (fromMs - ms(0)) / 1000, (toMs - ms(0)) / 1000])).toEqual([
      ['waiting', 0, 1], ['working', 1, 11], ['waiting', 11, 41], ['working', 41, 50], ['person', 50, 110],
    ])
    expect(line).toMatchObject({ starts: 'paid', ends: 'now', totals: { working: 19_000, waiting: 31_000, person: 60_000, now: 0 } })
  })

  it('shows what is being worked on now, and the whole adds up', () => {
    const running = makeRun({ id: 2, status: 'processing', outcome: null, createdAt: at(100), claimedAt: at(101), finishedAt: null })
    const line = buildLifeline(makeCustomer({ paidAt: at(0), runs: [running, failed], steps: [step(1, 1, 1, 10)] }), ms(110))
    expect(line?.stretches.at(-1)).toEqual({ kind: 'now', fromMs: ms(101), toMs: ms(110) })
    expect(Object.values(line?.totals ?? {}).reduce((sum, part) => sum + part, 0)).toBe(110_000)
  })

  it('ends when it was done', () => {
    const done = makeRun({ id: 2, createdAt: at(100), claimedAt: at(101), finishedAt: at(106) })
    const line = buildLifeline(makeCustomer({ status: 'working', paidAt: at(0), runs: [done, failed], steps: [step(2, 1, 101, 5)] }), ms(9000))
    expect(line).toMatchObject({ ends: 'done', endMs: ms(106) })
  })

  it('begins a new story after an old success', () => {
    const later = makeRun({ id: 9, status: 'failed', outcome: null, createdAt: at(5000), finishedAt: at(5010) })
    const done = makeRun({ id: 2, createdAt: at(100), finishedAt: at(106) })
    expect(buildLifeline(makeCustomer({ paidAt: at(0), runs: [later, done], steps: [] }), ms(5020))).toMatchObject({ starts: 'first run', startMs: ms(5000) })
  })

  it('is nothing when nothing has happened', () => {
    expect(buildLifeline(makeCustomer({ paidAt: null, runs: [] }), ms(0))).toBeNull()
  })

  it('never has a negative stretch, whatever the clocks say', () => {
    const odd = makeRun({ id: 1, status: 'failed', createdAt: at(10), finishedAt: at(5), claimedAt: at(8) })
    const line = buildLifeline(makeCustomer({ paidAt: at(20), runs: [odd], steps: [step(1, 1, 30, 5)] }), ms(12))
    for (const stretch of line?.stretches ?? []) expect(stretch.toMs).toBeGreaterThanOrEqual(stretch.fromMs)
  })
})
