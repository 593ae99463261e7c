import { describe, expect, it } from 'vitest'
import { deliveryWords, formatAlertValue, formatRuleValue, shownState } from './words'
import { runsBehind } from './runs-behind'

describe('the words of alerts', () => {
  it.each([
    ['share', 0.3141, '31.4%'],
    ['seconds', 48, '48 s'],
    ['seconds', 240, '4 min'],
    ['count', 1204, '1,204'],
    ['share', null, '–'],
  ] as const)('%s %s is %s', (unit, value, words) => expect(formatAlertValue(unit, value)).toBe(words))

  it('say yes and no where a rule knows nothing else', () => {
    expect(formatRuleValue('twilio_down', 'count', 1)).toBe('Yes')
    expect(formatRuleValue('twilio_down', 'count', 0)).toBe('No')
    expect(formatRuleValue('orphaned_numbers', 'count', 0)).toBe('0')
  })

  it('call a consequence muted for as long as it is open', () => {
    const cause = { id: 1, label: 'Twilio is down' }
    expect(shownState({ state: 'firing', cause })).toBe('muted')
    expect(shownState({ state: 'resolved', cause })).toBe('resolved')
    expect(shownState({ state: 'pending', cause: null })).toBe('pending')
  })

  it('say whether a message arrived, and what keeps it', () => {
    const message = { kind: 'firing', channel: 'slack', at: null, attempts: 3, error: 'not_taken' } as const
    expect(deliveryWords(message)).toBe('Firing message to Slack not taken (not_taken), 3 attempts, goes on')
    expect(deliveryWords({ ...message, attempts: 0, error: null })).toBe('Firing message to Slack waits to be sent')
    expect(deliveryWords({ ...message, error: 'given_up' })).toBe('Firing message to Slack given up: the channel was removed')
    expect(deliveryWords({ ...message, at: '2026-11-25T12:00:00Z' })).toBe('Firing message to Slack delivered, attempt 3')
  })

  it('lead to the runs of the incident’s time that its rule counts', () => {
    const link = new URL(runsBehind({ rule: 'twilio_errors', opened_at: '2026-11-25T12:10:00Z', resolved_at: '2026-11-25T12:40:00Z' }, 10), 'http://x')
    expect(link.searchParams.get('provider')).toBe('twilio')
    expect(link.searchParams.get('from')).toBe(String(Date.parse('2026-11-25T12:00:00Z') / 1000))
  })
})
