import { describe, expect, it } from 'vitest'
import { connectionState, staleAfterMs } from './connection'

describe('connectionState', () => {
  it('is live only after a join', () => {
    expect(connectionState({ joinedOnce: true, lostAt: null, now: 0 })).toBe('live')
    expect(connectionState({ joinedOnce: false, lostAt: 0, now: 10 })).toBe('connecting')
  })

  it('reconnects for a while, then says that the screen is stale', () => {
    expect(connectionState({ joinedOnce: true, lostAt: 0, now: staleAfterMs - 1 })).toBe('reconnecting')
    expect(connectionState({ joinedOnce: true, lostAt: 0, now: staleAfterMs })).toBe('stale')
    expect(connectionState({ joinedOnce: false, lostAt: 0, now: staleAfterMs })).toBe('stale')
  })
})
