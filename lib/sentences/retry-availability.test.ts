import { describe, expect, it } from 'vitest'
import { makeRun } from '@/lib/runs/run.fixture'
import { newerRun, retryAvailability } from './retry-availability'

const failed = makeRun({ id: 5, status: 'failed', outcome: null, errorCode: '20503' })

describe('retryAvailability', () => {
  it('is on for an operator and a run that has ended', () => {
    expect(retryAvailability({ run: failed, others: [], role: 'operator' })).toEqual({ on: true })
    expect(retryAvailability({ run: failed, others: [makeRun({ id: 4 })], role: 'admin' })).toEqual({ on: true })
  })

  it('tells a viewer who may', () => {
    expect(retryAvailability({ run: failed, others: [], role: 'viewer' })).toEqual({
      on: false,
      why: 'Off: viewers look, operators and admins act.',
    })
  })

  it('waits for the run at work, this one or another of the same customer', () => {
    const running = makeRun({ id: 6, status: 'processing' })
    expect(retryAvailability({ run: running, others: [], role: 'admin' })).toMatchObject({ why: 'Off: this run is at work.' })
    expect(retryAvailability({ run: failed, others: [running], role: 'admin' })).toMatchObject({
      why: 'Off: run #6 is at work for this customer.',
    })
  })
})

describe('newerRun', () => {
  it('finds the run that came after an ended one', () => {
    expect(newerRun(failed, [makeRun({ id: 9 }), makeRun({ id: 4 })])?.id).toBe(9)
    expect(newerRun(makeRun({ id: 5, status: 'processing' }), [makeRun({ id: 9 })])).toBeNull()
  })
})
