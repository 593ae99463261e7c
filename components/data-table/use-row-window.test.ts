import { describe, expect, it } from 'vitest'
import { spanOf } from './use-row-window'

describe('spanOf', () => {
  it('begins at the top while the list is not scrolled to', () => {
    expect(spanOf(-400, 700, 28)).toEqual({ first: 0, end: 32 })
  })
  it('holds every row in sight and some around', () => {
    for (const scrolled of [0, 100, 5000, 28 * 1000]) {
      const { first, end } = spanOf(scrolled, 700, 28)
      expect(first * 28).toBeLessThanOrEqual(scrolled)
      expect(end * 28).toBeGreaterThanOrEqual(scrolled + 700)
      expect(end - first).toBeLessThanOrEqual(80)
    }
  })
})
