import { describe, expect, it } from 'vitest'
import { makeRun } from '@/lib/runs/run.fixture'
import { isInteresting } from './interesting'

describe('isInteresting', () => {
  const superseded = makeRun({ id: 9, status: 'superseded', outcome: null })
  const failed = makeRun({ id: 8, status: 'failed', outcome: null })
  const again = makeRun({ id: 7, status: 'superseded', outcome: null, failures: 1 })
  const success = makeRun({ id: 6 })
  const old = makeRun({ id: 5, status: 'failed', outcome: null })
  const open = (runs: Parameters<typeof isInteresting>[1]) => runs.filter((run) => isInteresting(run, runs)).map(({ id }) => id)

  it('opens the newest answer and the failures since the last success', () => {
    expect(open([superseded, failed, again, success, old])).toEqual([8, 7])
    expect(open([superseded, success, old])).toEqual([6])
  })

  it('always opens what is under way', () => {
    expect(open([makeRun({ id: 10, status: 'processing', outcome: null }), success])).toEqual([10])
  })
})
