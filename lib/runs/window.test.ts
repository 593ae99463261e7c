import { describe, expect, it } from 'vitest'
import { brushBetween, moveBrush, rangeSpecs, reach, runRanges, stepsOf, windowOf, withBrush, type Brush } from './window'

const now = Date.parse('2026-11-25T14:28:30Z')
const at = (time: string) => Date.parse(`2026-11-25T${time}Z`) / 1000

describe('windowOf', () => {
  it('holds the running step and begins at a full one', () => {
    expect(windowOf('1h', null, now)).toEqual({ since: at('13:29:00'), until: at('14:29:00'), step: 60, from: at('13:29:00'), to: at('14:29:00'), open: true })
  })
  it('narrows to the brush, open or not', () => {
    expect(windowOf('1h', { from: at('14:02:00'), to: null }, now)).toMatchObject({ from: at('14:02:00'), to: at('14:29:00') })
    expect(windowOf('1h', { from: at('14:02:00'), to: at('14:05:00') }, now)).toMatchObject({ from: at('14:02:00'), to: at('14:05:00'), until: at('14:29:00') })
  })
  it('goes to a brush of the past, as a shared link asks', () => {
    expect(windowOf('1h', { from: at('10:02:00'), to: at('10:05:00') }, now)).toMatchObject({ since: at('10:02:00'), until: at('11:02:00'), from: at('10:02:00'), to: at('10:05:00') })
  })
  it('draws at most eighty bars for every range', () => {
    for (const range of runRanges) expect(stepsOf(windowOf(range, null, now)).length).toBeLessThanOrEqual(80)
    for (const range of runRanges) expect(rangeSpecs[range].ms % (rangeSpecs[range].stepSeconds * 1000)).toBe(0)
  })
})

describe('a clock that is behind', () => {
  const behind = now - 5 * 60_000
  it('leaves a window without a closed brush open, and closes one of the past', () => {
    expect(windowOf('1h', { from: at('14:02:00'), to: null }, behind).open).toBe(true)
    expect(windowOf('1h', { from: at('14:02:00'), to: at('14:05:00') }, behind).open).toBe(false)
    expect(windowOf('1h', { from: at('10:02:00'), to: null }, behind).open).toBe(false)
  })
  it('shows bars that are later than it', () => {
    const window = windowOf('1h', null, behind)
    expect(reach(window, at('14:28:00'))).toEqual({ ...window, until: at('14:29:00'), to: at('14:29:00') })
    expect(reach(window, at('14:20:00'))).toBe(window)
    expect(reach(window, undefined)).toBe(window)
    const past = windowOf('1h', { from: at('10:02:00'), to: at('10:05:00') }, behind)
    expect(reach(past, at('14:28:00'))).toBe(past)
  })
  it('keeps a brush of those bars, and does not believe one of another day', () => {
    expect(windowOf('1h', { from: at('14:26:00'), to: at('14:28:00') }, behind)).toMatchObject({ until: at('14:28:00'), from: at('14:26:00'), to: at('14:28:00') })
    expect(windowOf('1h', { from: at('14:26:00'), to: null }, behind)).toMatchObject({ from: at('14:26:00'), open: true })
    expect(windowOf('1h', { from: at('14:02:00'), to: at('14:02:00') + 90_000 }, behind).until).toBe(at('14:24:00'))
  })
})

describe('the brush', () => {
  const window = windowOf('1h', null, now)
  it('takes whole steps, in whichever direction it was drawn', () => {
    expect(brushBetween(window, at('14:05:10'), at('14:02:59'))).toEqual({ from: at('14:02:00'), to: at('14:06:00') })
  })
  it('stays open at the end, and is none when it holds everything', () => {
    expect(brushBetween(window, at('14:02:00'), at('14:28:59'))).toEqual({ from: at('14:02:00'), to: null })
    expect(brushBetween(window, window.since, window.until)).toBeNull()
  })
  it('moves by steps, keeps its length, and stops at the ends', () => {
    const brushed = windowOf('1h', { from: at('14:02:00'), to: at('14:05:00') }, now)
    expect(moveBrush(brushed, 'both', 1)).toEqual({ from: at('14:03:00'), to: at('14:06:00') })
    expect(moveBrush(brushed, 'both', 500)).toEqual({ from: at('14:26:00'), to: null })
    expect(moveBrush(brushed, 'from', 10)).toEqual({ from: at('14:04:00'), to: at('14:05:00') })
    expect(moveBrush(brushed, 'to', -10)).toEqual({ from: at('14:02:00'), to: at('14:03:00') })
  })
  it('goes on from where the hand left it while the answer is under way', () => {
    let brush: Brush | null = { from: at('14:10:00'), to: at('14:12:00') }
    for (let n = 0; n < 3; n += 1) brush = moveBrush(withBrush(window, brush), 'from', -1)
    expect(brush).toEqual({ from: at('14:07:00'), to: at('14:12:00') })
    expect(withBrush(window, null)).toEqual(window)
    expect(withBrush(window, { from: at('10:00:00'), to: null })).toMatchObject({ from: window.since, to: window.until })
  })
})
