import { describe, expect, it } from 'vitest'
import { drawLatency } from './latency.ts'
import { seededRandom } from './random.ts'

describe('latency', () => {
  it('realistic: within the range of the operation, rather quick than slow, the same for the same seed', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed)
      return Array.from({ length: 1_000 }, () => drawLatency('realistic', [800, 1500], random))
    }
    const drawn = draw(1)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(800)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1500)
    expect(drawn.toSorted((a, b) => a - b)[500]).toBeLessThan((800 + 1500) / 2)
    expect(draw(1)).toEqual(drawn)
    expect(draw(2)).not.toEqual(drawn)
  })

  it('a number: exactly that for every operation', () => {
    expect(drawLatency(0, [800, 1500], seededRandom(1))).toBe(0)
    expect(drawLatency(7, undefined, seededRandom(1))).toBe(7)
  })
})
