import { describe, expect, it } from 'vitest'
import type { AlertRule } from './alert'
import { changedRule, refuseValue, ruleFields, writeRule } from './rule-fields'

const rule: AlertRule = {
  key: 'twilio_errors',
  label: 'Twilio errors',
  unit: 'share',
  threshold: 0.1,
  recover_below: 0.05,
  window_minutes: 10,
  min_samples: 5,
  for_seconds: 60,
  recover_seconds: 300,
  severity: 'page',
  cause: 'twilio_down',
  enabled: true,
  updated_at: '2026-11-25T12:00:00Z',
}

describe('the fields of a rule', () => {
  it('show shares as percent and lead back to the same rule', () => {
    expect(writeRule(rule).threshold).toBe('10')
    expect(changedRule(rule, writeRule(rule))).toEqual({})
  })

  it('save only what differs, in the unit of the database', () => {
    expect(changedRule(rule, { ...writeRule(rule), threshold: '12,5', for_seconds: '0' })).toEqual({ threshold: 0.125, for_seconds: 0 })
  })

  it('refuse what is no number, negative, or a broken count', () => {
    for (const bad of [{ threshold: '' }, { threshold: 'ten' }, { recover_below: '-1' }, { min_samples: '2.5' }]) {
      expect(changedRule(rule, { ...writeRule(rule), ...bad })).toBeNull()
    }
  })

  it('say what they would take', () => {
    expect(refuseValue('threshold', 'ten')).toBe('A number, 0 or more.')
    expect(refuseValue('min_samples', '2.5')).toBe('A whole number, 0 or more.')
    expect(refuseValue('threshold', '2,5')).toBeNull()
  })

  it('ask for samples only where there are some', () => {
    expect(ruleFields({ ...rule, unit: 'count' }).map(({ key }) => key)).not.toContain('min_samples')
  })
})
