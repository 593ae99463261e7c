import { describe, expect, it } from 'vitest'
import { isChord, keyCaps, matchPresses, type Press } from './keys'

const press = (key: string, over: Partial<Press> = {}): Press => ({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...over })

describe('isChord', () => {
  it('takes a letter only without modifiers', () => {
    expect(isChord(press('c'), 'c')).toBe(true)
    expect(isChord(press('c', { metaKey: true }), 'c')).toBe(false)
    expect(isChord(press('c', { altKey: true }), 'c')).toBe(false)
    expect(isChord(press('C', { shiftKey: true }), 'c')).toBe(false)
    expect(isChord(press('C', { shiftKey: true }), 'shift+c')).toBe(true)
  })

  it('takes Command or Control for mod', () => {
    expect(isChord(press('k', { metaKey: true }), 'mod+k')).toBe(true)
    expect(isChord(press('k', { ctrlKey: true }), 'mod+k')).toBe(true)
    expect(isChord(press('k'), 'mod+k')).toBe(false)
  })

  it('takes a sign as it is typed, whatever it needs on this keyboard', () => {
    expect(isChord(press('?', { shiftKey: true }), '?')).toBe(true)
    expect(isChord(press('?'), '?')).toBe(true)
  })
})

describe('matchPresses', () => {
  it('follows a sequence', () => {
    expect(matchPresses([press('g')], 'g r')).toBe('begun')
    expect(matchPresses([press('g'), press('r')], 'g r')).toBe('done')
    expect(matchPresses([press('g'), press('x')], 'g r')).toBe('no')
    expect(matchPresses([press('g'), press('r')], 'r')).toBe('no')
  })
})

describe('keyCaps', () => {
  it('names the keys as the reader’s keyboard does', () => {
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K'])
    expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K'])
    expect(keyCaps('g r', false)).toEqual(['G', 'R'])
    expect(keyCaps('escape', false)).toEqual(['Esc'])
  })
})
