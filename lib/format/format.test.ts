import { describe, expect, it } from 'vitest'
import { formatDuration, formatTick } from './duration'
import { formatPhone } from './phone'
import { formatAbsolute, formatMoment, formatRelative } from './time'

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [40, '40 ms'],
    [99.4, '99 ms'],
    [230, '0.2 s'],
    [1240, '1.2 s'],
    [15_000, '15.0 s'],
    [29_960, '30 s'],
    [38_200, '38 s'],
    [59_600, '1 min'],
    [82_000, '1 min 22 s'],
    [3_599_800, '1 h'],
    [11_100_000, '3 h 5 min'],
    [187_200_000, '2 d 4 h'],
  ])('%d ms is %s', (ms, words) => expect(formatDuration(ms)).toBe(words))

  it('never shows a negative time when two clocks disagree', () => expect(formatDuration(-20)).toBe('0 ms'))
})

describe('formatTick', () => {
  it.each([
    [0, '0 s'],
    [50, '50 ms'],
    [500, '0.5 s'],
    [15_000, '15 s'],
    [60_000, '60 s'],
    [150_000, '2.5 min'],
  ])('%d ms is %s', (ms, words) => expect(formatTick(ms)).toBe(words))
})

describe('formatPhone', () => {
  it('groups an American number with spaces that do not break', () => {
    expect(formatPhone('+15125550142')).toBe('+1\u00a0512\u00a0555\u00a00142')
  })
  it('leaves other numbers as they are', () => expect(formatPhone('+442071838750')).toBe('+442071838750'))
})

describe('times', () => {
  const now = new Date('2026-11-24T14:28:30Z')
  const moment = (at: string, zone = 'UTC') => formatMoment(new Date(at), now, zone)

  it('shows the clock for today, the date before that, the year before this one', () => {
    expect(moment('2026-11-24T14:02:07Z')).toBe('14:02:07')
    expect(moment('2026-11-23T23:20:00Z')).toBe('23 Nov 23:20')
    expect(moment('2025-05-09T16:20:00Z')).toBe('9 May 2025')
  })

  it('counts days in the reader’s zone', () => {
    expect(moment('2026-11-24T05:00:00Z', 'America/Chicago')).toBe('23 Nov 23:00')
  })

  it('names the zone in the absolute form', () => {
    expect(formatAbsolute(new Date('2026-11-24T14:02:07Z'), 'America/Chicago')).toBe('24 Nov 2026, 08:02:07 CST')
  })

  it('says how long ago, or how soon', () => {
    const relative = (at: string) => formatRelative(new Date(at), now)
    expect(relative('2026-11-24T14:28:27Z')).toBe('now')
    expect(relative('2026-11-24T14:28:18Z')).toBe('12 s ago')
    expect(relative('2026-11-24T14:18:30Z')).toBe('10 min ago')
    expect(relative('2026-11-24T14:29:08Z')).toBe('in 38 s')
    expect(relative('2026-11-21T14:28:30Z')).toBe('3 d ago')
  })
})
