import { describe, expect, it } from 'vitest'
import { newerRun } from './newer-run'
import { makeRun } from './run.fixture'

const failed = makeRun({ id: 5, status: 'failed' })

describe('newerRun', () => {
  it('finds the run that came after an ended one', () => {
    expect(newerRun(failed, [makeRun({ id: 9 }), makeRun({ id: 4 })])?.id).toBe(9)
    expect(newerRun(makeRun({ id: 5, status: 'processing' }), [makeRun({ id: 9 })])).toBeNull()
  })

  it('lets a failed run be the last word beside one that it superseded, and sends that one to it', () => {
    const superseded = makeRun({ id: 6, status: 'superseded', supersededBy: 5 })
    expect(newerRun(failed, [superseded])).toBeNull()
    expect(newerRun(superseded, [failed])?.id).toBe(5)
    expect(newerRun(superseded, [makeRun({ id: 9 }), failed])?.id).toBe(9)
  })
})
