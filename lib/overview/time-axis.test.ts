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

  it.each([
    ['put back', '2026-10-30T12:00:00Z', '2026-11-04T12:00:00Z', 'America/New_York', ['31 Oct', '1 Nov', '2 Nov', '3 Nov', '4 Nov']],
    ['put back', '2026-10-23T12:00:00Z', '2026-10-28T12:00:00Z', 'Europe/Berlin', ['24 Oct', '25 Oct', '26 Oct', '27 Oct', '28 Oct']],
    ['put forward', '2026-03-06T12:00:00Z', '2026-03-11T12:00:00Z', 'America/New_York', ['7 Mar', '8 Mar', '9 Mar', '10 Mar', '11 Mar']],
  ])('has each day once, at its midnight, where the clock is %s: %s', (_, from, to, zone, days) => {
    const ticks = timeTicks(at(from), at(to), zone, 5)
    expect(ticks.map((tick) => formatAxisTime(tick, 5 * 86_400_000, zone))).toEqual(days)
    expect(new Set(ticks.map((tick) => formatAxisTime(tick, 0, zone)))).toEqual(new Set(['00:00']))
  })

  it('has round hours on a day of 25 hours', () => {
    const ticks = timeTicks(at('2026-11-01T04:00:00Z'), at('2026-11-02T05:00:00Z'), 'America/New_York', 6)
    expect(ticks.map((tick) => formatAxisTime(tick, 0, 'America/New_York'))).toEqual(['00:00', '06:00', '12:00', '18:00', '00:00'])
  })

  it('names a bucket with its date once the range is longer than a day', () => {
    const from = at('2026-11-25T14:10:00Z')
    expect(formatPeriod(from, from + 300_000, 3_600_000, 'UTC')).toBe('14:10 to 14:15')
    expect(formatPeriod(from, from + 7_200_000, 7 * 86_400_000, 'UTC')).toBe('25 Nov, 14:10 to 16:10')
  })
})
