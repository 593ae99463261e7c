import { describe, expect, it } from 'vitest'
import { changedLimits, limitFields, readLimits, refuseLimit, writeLimits } from './limit-fields'

const limits = { failure_limit: 0.05, twilio_limit: 0.1, vapi_limit: 0.05, orphan_limit: 0, spend_limit_cents: 250_000, min_samples: 5, window_minutes: 60, provider_window_minutes: 10, entries_per_minute: 30 }

describe('the limits as fields', () => {
  it('come back as they were', () => expect(readLimits(writeLimits(limits))).toEqual(limits))
  it('are percent and dollars', () => expect(writeLimits(limits)).toMatchObject({ failure_limit: '5', twilio_limit: '10', spend_limit_cents: '2500' }))
  it('are none when one is out of range, no number or half a count', () => {
    expect(readLimits({ ...writeLimits(limits), failure_limit: '101' })).toBeNull()
    expect(readLimits({ ...writeLimits(limits), twilio_limit: '' })).toBeNull()
    expect(readLimits({ ...writeLimits(limits), min_samples: '2.5' })).toBeNull()
    expect(readLimits({ ...writeLimits(limits), window_minutes: '1441' })).toBeNull()
    expect(readLimits({ ...writeLimits(limits), entries_per_minute: '0' })).toBeNull()
  })
  it('say what they would take', () => {
    const refuse = (key: keyof typeof limits, text: string) => limitFields.flatMap((field) => (field.key === key ? [refuseLimit(field, text)] : []))
    expect(refuse('failure_limit', '101')).toEqual(['A number from 0 to 100.'])
    expect(refuse('min_samples', '2.5')).toEqual(['A whole number from 1 to 10,000.'])
    expect(refuse('failure_limit', '12,5')).toEqual([null])
  })
  it('save only what differs', () => expect(changedLimits(limits, { ...limits, twilio_limit: 0.2 })).toEqual({ twilio_limit: 0.2 }))
})
