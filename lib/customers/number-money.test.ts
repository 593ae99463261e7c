import { describe, expect, it } from 'vitest'
import { nextCharge } from './number-money'

describe('nextCharge', () => {
  const from = (bought: string, now: string) => nextCharge(bought, new Date(now)).toISOString()
  it('is the day of purchase in the month to come', () => {
    expect(from('2026-05-12T14:02:19Z', '2026-05-12T15:00:00Z')).toBe('2026-06-12T14:02:19.000Z')
    expect(from('2026-05-12T14:02:19Z', '2026-11-11T15:00:00Z')).toBe('2026-11-12T14:02:19.000Z')
    expect(from('2026-05-12T14:02:19Z', '2026-11-12T15:00:00Z')).toBe('2026-12-12T14:02:19.000Z')
  })
  it('is the last day of a month that is too short', () => {
    expect(from('2026-01-31T10:00:00Z', '2026-02-01T00:00:00Z')).toBe('2026-02-28T10:00:00.000Z')
    expect(from('2026-01-31T10:00:00Z', '2026-03-01T00:00:00Z')).toBe('2026-03-31T10:00:00.000Z')
  })
})
