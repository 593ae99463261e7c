import { expect, it } from 'vitest'
import { parseStepsAdded } from './step'

const row = { id: 1, run_id: 7, attempt: 1, step: 'decide', provider: 'function', outcome: 'ok', started_at: '2026-11-24T14:00:02Z', duration_ms: 0, http_status: null, error_code: null, detail: {} }

it('reads the steps of a message, and leaves out what is none', () => {
  expect(parseStepsAdded({ steps: [row, { ...row, provider: 'nobody' }, { ...row, id: 2 }] }).map(({ id }) => id)).toEqual([1, 2])
  expect(parseStepsAdded({ step: row })).toEqual([])
  expect(parseStepsAdded(null)).toEqual([])
})
