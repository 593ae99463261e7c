import { describe, expect, it } from 'vitest'
import { failureWords, isComparing, progressWords, type Comparison } from './comparison'

const comparison = (last: Partial<NonNullable<Comparison['last']>>): Comparison => ({
  complete: null,
  last: { id: 1, state: 'listing', phase: 'twilio', requested_at: '2026-11-25T20:00:00Z', requested_by: null, requested_name: null, started_at: null, finished_at: null, twilio_numbers: null, vapi_numbers: null, error_code: null, ...last },
  stale: true,
  interval_minutes: 60,
  confirm_minutes: 30,
  confirm_sightings: 2,
})

describe('a comparison in words', () => {
  it('says how far it is', () => {
    expect(progressWords(comparison({ state: 'requested' }))).toBe('Starting')
    expect(progressWords(comparison({ twilio_numbers: 1000 }))).toBe('Reading Twilio: 1000 so far')
    expect(progressWords(comparison({ phase: 'vapi', twilio_numbers: 1200, vapi_numbers: 300 }))).toBe('1200 at Twilio, reading VAPI: 300 so far')
    expect(isComparing(comparison({ state: 'failed' }))).toBe(false)
  })
  it('says why it came to nothing, and never a provider’s raw text', () => {
    expect(failureWords('twilio_timeout')).toBe('Twilio did not answer.')
    expect(failureWords('twilio_20003')).toBe('Twilio refused our key.')
    expect(failureWords('vapi_502')).toBe('VAPI failed while its numbers were read.')
    expect(failureWords('vapi_incomplete')).toContain('not whole')
    expect(failureWords('something new')).toBe('of an error of our own.')
  })
})
