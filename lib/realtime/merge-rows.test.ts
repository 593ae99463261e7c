import { describe, expect, it } from 'vitest'
import type { RunChange } from '@/lib/runs/run'
import { makeRun } from '@/lib/runs/run.fixture'
import { keepNewer, mergeRows } from './merge-rows'

const running = makeRun({ id: 2, status: 'processing', outcome: null, finishedAt: null, updatedAt: '2026-11-24T14:00:01Z' })
const rows = [makeRun({ id: 3 }), running, makeRun({ id: 1 })]
const done: RunChange = {
  id: 2,
  userId: running.userId,
  status: 'succeeded',
  outcome: 'assigned',
  errorCode: null,
  attempt: 1,
  currentStep: null,
  claimedAt: running.claimedAt,
  finishedAt: '2026-11-24T14:00:07Z',
  updatedAt: '2026-11-24T14:00:07Z',
}

describe('mergeRows', () => {
  it('changes the row in its place and keeps what the message does not say', () => {
    const merged = mergeRows(rows, done)
    expect(merged.known).toBe(true)
    expect(merged.rows.map((row) => row.id)).toEqual([3, 2, 1])
    expect(merged.rows[1]).toMatchObject({ status: 'succeeded', email: running.email, createdAt: running.createdAt })
    expect(rows[1]?.status).toBe('processing')
  })

  it('leaves the rows untouched when the message is older', () => {
    const merged = mergeRows([makeRun({ id: 2 })], { ...done, status: 'processing', updatedAt: '2026-11-24T14:00:02Z' })
    expect(merged.rows[0]?.status).toBe('succeeded')
  })

  it('says when a run is not among the rows', () => {
    expect(mergeRows(rows, { ...done, id: 9 })).toEqual({ rows, known: false })
  })
})

describe('keepNewer', () => {
  it('keeps a status that a message brought before the read answered', () => {
    const shown = mergeRows(rows, done).rows
    expect(keepNewer(shown, rows)[1]?.status).toBe('succeeded')
  })

  it('takes everything else from the read', () => {
    expect(keepNewer(rows, [makeRun({ id: 4, email: 'new@example.com' })]).map((row) => row.id)).toEqual([4])
  })
})
