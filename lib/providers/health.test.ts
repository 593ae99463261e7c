import { describe, expect, it } from 'vitest'
import { downWarning, explainHealth, type ProviderHealth } from './health'

const ok: ProviderHealth = { provider: 'twilio', state: 'ok', calls: 40, faulted: 0, failed: 2, down_since: null, last_fault_at: null, waiting: 0 }

describe('provider health', () => {
  it('says nothing at a retry button while everything answers', () => {
    expect(downWarning([ok, { ...ok, provider: 'vapi', state: 'degraded', faulted: 6 }])).toBeNull()
  })

  it('names what is down and counts who waits', () => {
    expect(downWarning([{ ...ok, state: 'down', waiting: 29 }, { ...ok, provider: 'vapi' }])).toBe(
      'Twilio is down: a retry now would probably fail. 29 customers wait and go by themselves when it answers.',
    )
    expect(downWarning([{ ...ok, state: 'down', waiting: 1 }, { ...ok, provider: 'vapi', state: 'down' }])).toBe(
      'Twilio and VAPI are down: a retry now would probably fail. 1 customer waits and goes by itself when it answers.',
    )
  })

  it('tells silence from success', () => {
    expect(explainHealth({ ...ok, calls: 0 })).toBe('No calls of Twilio in the last 10 minutes.')
    expect(explainHealth(ok)).toBe('0 of 40 calls in the last 10 minutes got no proper answer.')
  })
})
