import { describe, expect, it } from 'vitest'
import { isForward } from './status-order'

const at = (ms: string) => `2026-11-24T14:00:00.${ms}+00:00`

describe('isForward', () => {
  it('goes on within an attempt', () => {
    const queued = { status: 'pending', attempt: 0, updatedAt: at('100') } as const
    expect(isForward(queued, { status: 'processing', attempt: 1, updatedAt: at('200') })).toBe(true)
  })

  it('ignores a message that is older than what is known', () => {
    const running = { status: 'processing', attempt: 1, updatedAt: at('200') } as const
    expect(isForward(running, { status: 'pending', attempt: 1, updatedAt: at('100') })).toBe(false)
    expect(isForward(running, { status: 'pending', attempt: 0, updatedAt: at('300') })).toBe(false)
  })

  it('never takes an ended run back to work', () => {
    const ended = { status: 'succeeded', attempt: 1, updatedAt: at('200') } as const
    expect(isForward(ended, { status: 'processing', attempt: 2, updatedAt: at('300') })).toBe(false)
  })

  it('lets a halted run go back to the queue, because that happened later', () => {
    const running = { status: 'processing', attempt: 1, updatedAt: at('200') } as const
    expect(isForward(running, { status: 'pending', attempt: 1, updatedAt: at('300') })).toBe(true)
  })

  it('takes the further status of two at the same time, and tells microseconds apart', () => {
    const running = { status: 'processing', attempt: 1, updatedAt: at('200') } as const
    expect(isForward(running, { status: 'succeeded', attempt: 1, updatedAt: at('200') })).toBe(true)
    expect(isForward(running, { status: 'pending', attempt: 1, updatedAt: at('200') })).toBe(false)
    const exact = { status: 'processing', attempt: 1, updatedAt: at('200002') } as const
    expect(isForward(exact, { status: 'processing', attempt: 1, updatedAt: at('200001') })).toBe(false)
  })
})
