import { describe, expect, it } from 'vitest'
import { downMark, downOf, downWarning, explainHealth, type ProviderHealth } from './health'

const ok: ProviderHealth = { provider: 'twilio', state: 'ok', calls: 40, faulted: 0, failed: 2, down_since: null, last_fault_at: null, waiting: 0 }

describe('provider health', () => {
  it('says nothing at a retry button while everything answers', () => {
    expect(downOf([ok, { ...ok, provider: 'vapi', state: 'degraded', faulted: 6 }], ['twilio', 'vapi'])).toEqual([])
    expect(downWarning([], String)).toBeNull()
    expect(downMark([])).toBeNull()
  })

  it('names what is down of what is needed, since when, what becomes of a press, and who waits already', () => {
    const health: ProviderHealth[] = [{ ...ok, state: 'down', down_since: '14:02', waiting: 29 }, { ...ok, provider: 'vapi', state: 'down' }]
    expect(downWarning(downOf(health, ['twilio']), String)).toBe(
      'Twilio is down since 14:02. What you start asks once; without an answer it waits in the queue and drains by itself. 29 customers wait and go by themselves when it answers.',
    )
    expect(downWarning(health, String)).toMatch(/^Twilio is down since 14:02 and VAPI is down\. /)
    expect(downMark(health)).toBe('Twilio, VAPI down')
  })

  it('tells silence from success', () => {
    expect(explainHealth({ ...ok, calls: 0 })).toBe('No calls of Twilio in the last 10 minutes.')
    expect(explainHealth(ok)).toBe('0 of 40 calls in the last 10 minutes got no proper answer.')
  })
})
