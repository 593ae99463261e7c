import { describe, expect, it } from 'vitest'
import { describeChange } from './change'

describe('change against the period before', () => {
  it('says how much and whether it is worse', () => {
    expect(describeChange('points', 0.938, 0.988)).toEqual({ direction: 'down', words: '5.0 points lower', isWorse: true })
    expect(describeChange('count', 37, 4)).toEqual({ direction: 'up', words: '33 more', isWorse: true })
    expect(describeChange('duration', 6400, 6700)).toEqual({ direction: 'down', words: '0.3 s faster', isWorse: false })
    expect(describeChange('age', 48_000, 2000)).toEqual({ direction: 'up', words: '46 s older', isWorse: true })
  })

  it('has nothing to say without both', () => {
    expect(describeChange('count', 3, null)).toBeNull()
    expect(describeChange('count', 3, 3)?.words).toBe('No change')
  })
})
