import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { markLeft, placeInTrail, readLeft, readTrail, rememberTrail } from './trail'

const trail = { label: 'Needs attention', href: '/customers', total: 37, ids: ['a', 'b', 'c'], text: 'reno', left: null }

describe('the list that a reader left', () => {
  beforeEach(() => {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, words: string) => void kept.set(name, words) })
    rememberTrail(trail)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('begins again at the customer whose page was open, with what was typed', () => {
    expect(readLeft('/customers')).toBeNull()
    markLeft('b')
    expect(readLeft('/customers')).toEqual({ text: 'reno', id: 'b' })
    expect(readLeft('/customers?tier=pro')).toBeNull()
    expect(readTrail('b')?.ids).toEqual(['a', 'b', 'c'])
  })

  it('forgets it once the reader has gone elsewhere', () => {
    markLeft('b')
    markLeft(null)
    expect(readLeft('/customers')).toBeNull()
  })

  it('reads what an older version of the console kept', () => {
    sessionStorage.setItem('switchboard.trail', JSON.stringify({ label: 'All', href: '/customers', total: 1, ids: ['a'] }))
    expect(readTrail('a')).toMatchObject({ text: '', left: null })
  })
})

describe('placeInTrail', () => {
  it('knows who comes before and after, and where the list ends', () => {
    expect(placeInTrail(trail, 'b')).toEqual({ position: 2, previous: 'a', next: 'c' })
    expect(placeInTrail(trail, 'a')).toEqual({ position: 1, previous: null, next: 'b' })
    expect(placeInTrail(trail, 'c').next).toBeNull()
  })
})
