import { describe, expect, it } from 'vitest'
import { comingSteps } from './coming-steps'
import type { Step } from './step'
import { numberOf, withNumbers } from './step-numbers'

const step = (name: string, number?: string): Step => ({
  id: 1, runId: 1, attempt: 1, step: name, provider: 'twilio', outcome: 'ok', startedAt: '2026-11-24T14:00:02Z', durationMs: 1, httpStatus: null, errorCode: null,
  detail: number ? { e164_number: number } : {},
})

describe('withNumbers', () => {
  it('gives a buy without an answer the number of its intent, and leaves other steps alone', () => {
    const told = withNumbers([step('search_numbers'), step('record_intent', '+1'), step('buy_number'), step('record_intent', '+2'), step('buy_number'), step('look_up_number')], '+9')
    expect(told.map(({ detail }) => detail.e164_number)).toEqual([undefined, '+1', '+1', '+2', '+2', '+2'])
  })
  it('takes the ledger’s number for a look-up, never for a buy', () => {
    expect(withNumbers([step('look_up_number'), step('buy_number')], '+9').map(({ detail }) => detail.e164_number)).toEqual(['+9', undefined])
  })
  it('lends no earlier number to what follows an intent that was heard of and not read yet', () => {
    const heard = [step('record_intent', '+1'), step('buy_number'), step('record_intent'), step('buy_number'), step('look_up_number')]
    expect(withNumbers(heard, '+9').map(({ detail }) => detail.e164_number)).toEqual(['+1', '+1', undefined, undefined, undefined])
  })
})

describe('numberOf', () => {
  it('is the last that was said, else the fallback', () => {
    expect(numberOf([step('record_intent', '+1'), step('buy_number')], '+9')).toBe('+1')
    expect(numberOf([step('search_numbers')], '+9')).toBe('+9')
  })
  it('is none between hearing of a new intent and reading it', () => {
    expect(numberOf([step('record_intent', '+1'), step('buy_number'), step('record_intent')], '+9')).toBeNull()
  })
})

describe('comingSteps', () => {
  it('lists what follows the step at work, and nothing after a step that it does not know', () => {
    expect(comingSteps('record_number')).toEqual(['link_assistant', 'verify_link'])
    expect(comingSteps('release_number')).toEqual(['finish_release'])
    expect(comingSteps('decide')).toEqual([])
  })
})
