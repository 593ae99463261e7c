import { describe, expect, it } from 'vitest'
import { placeInTrail } from './trail'

const trail = { label: 'Needs attention', href: '/customers', total: 37, ids: ['a', 'b', 'c'] }

describe('placeInTrail', () => {
  it('knows who comes before and after, and where the list ends', () => {
    expect(placeInTrail(trail, 'b')).toEqual({ position: 2, previous: 'a', next: 'c' })
    expect(placeInTrail(trail, 'a')).toEqual({ position: 1, previous: null, next: 'b' })
    expect(placeInTrail(trail, 'c').next).toBeNull()
  })
})
