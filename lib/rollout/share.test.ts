import { describe, expect, it } from 'vitest'
import { formatShare, formatShareExact, parseShare } from './share'

describe('a share', () => {
  it('is written as short as it can be for a glance, and exactly on its page', () => {
    expect([0, 1, 110, 2500, 10_000].map(formatShare)).toEqual(['0%', '0.01%', '1.1%', '25%', '100%'])
    expect(formatShareExact(2500)).toBe('25.00')
  })

  it('is read in steps of a hundredth, with point or comma', () => {
    expect(['0', '0.01', '40', '40.5', '12,34 %', '100'].map(parseShare)).toEqual([0, 1, 4000, 4050, 1234, 10_000])
  })

  it('is nothing when it is none', () => {
    expect(['', '-1', '100.01', '1.234', 'ten', '1e2'].map(parseShare)).toEqual([null, null, null, null, null, null])
  })
})
