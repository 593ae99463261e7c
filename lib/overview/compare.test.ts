import { describe, expect, it } from 'vitest'
import { comparisonFor, comparisons, comparisonsOf, minutesEarlier } from './compare'
import { overviewRanges, rangeOf } from './range'

describe('comparing a period with another', () => {
  it('never compares with a period that overlaps, whatever is asked for', () => {
    for (const range of overviewRanges) {
      for (const asked of comparisons) {
        expect(minutesEarlier(range, comparisonFor(range, asked))).toBeGreaterThanOrEqual(rangeOf[range].minutes)
      }
    }
  })

  it('falls back to the period before where the same hours of another day would overlap', () => {
    expect(comparisonFor('30d', 'week')).toBe('previous')
    expect(comparisonFor('6h', 'week')).toBe('week')
    expect(comparisonsOf('24h').map(({ label }) => label)).toEqual(['Previous 24 h', 'A week earlier', 'Nothing'])
  })
})
