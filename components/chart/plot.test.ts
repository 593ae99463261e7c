import { array, assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastValue, percentOf, roundScale, spread } from './plot'

describe('plots', () => {
  it('keeps the labels of close lines apart and inside', () => {
    assert(
      property(array(double({ min: 0, max: 160, noNaN: true }), { maxLength: 8 }), (tops) => {
        const placed = spread(tops, 16, 160).toSorted((a, b) => a - b)
        placed.forEach((top, index) => {
          expect(top).toBeLessThanOrEqual(160)
          const before = placed[index - 1]
          if (before !== undefined) expect(top - before).toBeGreaterThan(15.99)
        })
      }),
    )
  })

  it('leaves labels alone that have room', () => {
    expect(spread([10, 100, 50], 16, 160)).toEqual([10, 100, 50])
  })

  it('ends a scale at a round value above everything', () => {
    expect(roundScale(74)).toEqual({ max: 80, ticks: [0, 20, 40, 60, 80] })
    expect(roundScale(0.9).max).toBe(1)
    assert(property(double({ min: 0.001, max: 1e6, noNaN: true }), (value) => void expect(roundScale(value).max).toBeGreaterThanOrEqual(value * 0.999)))
  })

  it('knows where a moment lies and what a line ends with', () => {
    expect(percentOf({ from: 100, to: 200 }, 150)).toBe(50)
    expect(percentOf({ from: 100, to: 200 }, 900)).toBe(100)
    expect(lastValue({ name: 'a', color: 'x', values: [1, 2, null] })).toBe(2)
  })
})
