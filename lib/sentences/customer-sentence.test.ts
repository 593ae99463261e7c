import { errorCatalogue, runErrorCode } from '@domain/error-catalogue.ts'
import { customerStatuses, stepProviders } from '@domain/states.ts'
import { describe, expect, test } from 'vitest'
import { customerSentence } from './customer-sentence'

type About = Parameters<typeof customerSentence>[0]
const row = (change: Partial<About>): About => ({ status: 'working', reasonCode: 'paid', retry: null, number: null, intended: null, holdReason: null, run: null, ...change })
const run = { id: 1, status: 'failed', outcome: null, errorCode: '20503', currentStep: null, waitingFor: null, supersededBy: null, attempt: 4 } as const
const reasons = ['paid', 'failed', 'no_run', 'no_assistant', 'not_in_rollout', 'guard_holding', 'handed_over', 'not_activated', 'no_subscription', 'conflicting_subscriptions'] as const
const more = ['unknown_status', 'unknown_tier', 'paused_subscription', 'free_tier', 'cancelled', 'expired', 'user_deleted', 'hold_freeze', 'hold_paused', 'hold_released'] as const
const rest = ['awaiting_turn', 'handover_asked', 'handover_untaken', 'legacy_number', 'other_provider', 'integrity_issue', 'a_word_of_tomorrow'] as const
const codes = stepProviders.flatMap((provider) => Object.keys(errorCatalogue[provider]).map((code) => runErrorCode(provider, code)))

describe('why a customer stands where he stands', () => {
  test('every status with every reason and every code is one sentence that fits a line', () => {
    for (const status of customerStatuses)
      for (const reasonCode of [...reasons, ...more, ...rest, ...codes])
        for (const number of [null, '+15125550142'])
          for (const retry of ['safe', 'check_first', null] as const) {
            const sentence = customerSentence(row({ status, reasonCode, number, retry }))
            expect(sentence, `${status} ${reasonCode}`).toMatch(/^[A-Z+].*\.$/)
            expect(sentence.length, sentence).toBeLessThanOrEqual(56)
          }
  })
  test('an unsettled buy is said before its code', () => {
    expect(customerSentence(row({ status: 'needs_attention', reasonCode: 'timeout', retry: 'check_first' }))).toBe('Twilio never answered the buy; we may own it.')
  })
  test('a refusal says what was refused', () => {
    expect(customerSentence(row({ status: 'needs_attention', reasonCode: '21649', retry: 'useless' }))).toBe('Twilio wants an approved regulatory bundle.')
  })
  test('attempts are counted', () => {
    expect(customerSentence(row({ status: 'needs_attention', reasonCode: '20503', run }))).toBe('Twilio was unavailable for all four attempts.')
  })
  test('a run at work says what it does', () => {
    expect(customerSentence(row({ status: 'being_set_up', run: { ...run, status: 'processing', currentStep: 'link_assistant' } }))).toBe('Linking to the assistant.')
  })
  test('who waits for a turn, and whom the old system has not taken, are not those who wait for us', () => {
    expect(customerSentence(row({ status: 'being_set_up', reasonCode: 'awaiting_turn' }))).toBe('Let in by the rollout; waits for their turn to start.')
    const asked = { ...run, status: 'retry_scheduled', errorCode: 'handover_not_taken' } as const
    expect(customerSentence(row({ status: 'not_in_rollout', reasonCode: 'handover_asked', run: asked }))).toBe('The old system is being asked to take them.')
    expect(customerSentence(row({ status: 'needs_attention', reasonCode: 'handover_untaken', retry: 'useless', run: asked }))).toBe('The old system has not taken them.')
  })
  test('a hold says what the colleague wrote', () => {
    expect(customerSentence(row({ status: 'on_hold', reasonCode: 'hold_freeze', holdReason: 'the charge is disputed' }))).toBe('Put on hold: the charge is disputed')
  })
})
