import { describe, expect, it } from 'vitest'
import { nextDue } from './schedule.ts'

const at = (iso: string): number => Date.parse(iso)

describe('when a job is due next', () => {
  it.each([
    ['10 seconds', '2026-11-24T10:00:03Z', '2026-11-24T10:00:13Z'],
    ['1 second', '2026-11-24T10:00:03Z', '2026-11-24T10:00:04Z'],
    ['*/5 * * * *', '2026-11-24T10:00:00Z', '2026-11-24T10:05:00Z'],
    ['17 4 * * *', '2026-11-24T10:00:00Z', '2026-11-25T04:17:00Z'],
    ['0 9 * * mon', '2026-11-24T10:00:00Z', '2026-11-30T09:00:00Z'],
    ['0 0 $ * *', '2026-11-24T10:00:00Z', '2026-11-30T00:00:00Z'],
    ['@daily', '2026-11-24T10:00:00Z', '2026-11-25T00:00:00Z'],
  ])('%s after %s: %s', (schedule, from, due) => {
    expect(nextDue(schedule, at(from))).toBe(at(due))
  })
})
