import { describe, expect, it } from 'vitest'
import { formatAxisTime, formatPeriod, timeTicks } from './time-axis'

const at = (iso: string) => Date.parse(iso)

describe('time axis', () => {
  it('ticks at round moments of the reader’s clock', () => {
    const ticks = timeTicks(at('2026-11-25T14:28:00Z'), at('2026-11-25T20:28:00Z'), 'America/Chicago', 6)
    expect(ticks.map((tick) => formatAxisTime(tick, 6 * 3_600_000, 'America/Chicago'))).toEqual(['09:00', '10:00', '11:00', '12:00', '13:00', '14:00'])
    const india = timeTicks(at('2026-11-25T14:28:00Z'), at('2026-11-25T15:28:00Z'), 'Asia/Kolkata', 6)
    expect(formatAxisTime(india[0] ?? 0, 3_600_000, 'Asia/Kolkata')).toBe('20:00')
  })

  it('names a bucket with its date once the range is longer than a day', () => {
    const from = at('2026-11-25T14:10:00Z')
    expect(formatPeriod(from, from + 300_000, 3_600_000, 'UTC')).toBe('14:10 to 14:15')
    expect(formatPeriod(from, from + 7_200_000, 7 * 86_400_000, 'UTC')).toBe('25 Nov, 14:10 to 16:10')
  })
})
