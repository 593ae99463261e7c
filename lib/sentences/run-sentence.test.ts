import { describe, expect, it } from 'vitest'
import { runStatuses } from '@domain/states.ts'
import { makeRun } from '@/lib/runs/run.fixture'
import { runSentence } from './run-sentence'
import { describeStart, describeStarter } from './words'

const nbsp = (text: string) => text.replaceAll('~', '\u00a0')

describe('runSentence', () => {
  it('says what a run achieved, with the number', () => {
    expect(runSentence(makeRun())).toBe(nbsp('+1~701~555~0122 answers calls'))
    expect(runSentence(makeRun({ outcome: 'paused' }))).toBe(nbsp('Assistant off +1~701~555~0122'))
  })

  it('speaks of a number that we may own only where one was asked for', () => {
    const run = makeRun({ status: 'failed', outcome: null, errorCode: 'timeout' })
    expect(runSentence(run)).toBe('Twilio never answered the buy; we may own it')
    expect(runSentence({ ...run, e164: null })).toBe('Twilio did not answer in time')
  })

  it('says what it is doing now', () => {
    const run = makeRun({ status: 'processing', outcome: null, currentStep: 'buy_number', e164: '+15595550128' })
    expect(runSentence(run)).toBe(nbsp('Buying +1~559~555~0128'))
    expect(runSentence({ ...run, currentStep: 'a_new_step' })).toBe('a new step')
  })

  it('says what it waits for', () => {
    expect(runSentence(makeRun({ status: 'pending' }))).toBe('Waits in the queue')
    expect(runSentence(makeRun({ status: 'pending', waitingFor: 'twilio' }))).toBe('Waits: Twilio is stopped')
  })

  it('names the run that did the work, and the reason why nothing was touched', () => {
    expect(runSentence(makeRun({ status: 'superseded', supersededBy: 48262 }))).toBe('Run #48262 did the work')
    expect(runSentence(makeRun({ status: 'superseded', outcome: 'nothing_to_hand_over' }))).toBe('Nothing to hand over any more')
    expect(runSentence(makeRun({ status: 'skipped', outcome: 'untouched_free_tier' }))).toBe('Free tier: nothing to do')
    expect(runSentence(makeRun({ status: 'skipped', outcome: 'untouched_something_new' }))).toBe('Nothing was touched')
  })

  it('has a sentence without code or status name for every status, also for an unknown code', () => {
    for (const status of runStatuses) {
      const sentence = runSentence(makeRun({ status, outcome: null, errorCode: 'zz9', e164: null }))
      expect(sentence).toMatch(/^[A-Z].{3,89}$/)
      expect(sentence).not.toMatch(/zz9|_/)
    }
  })
})

describe('who started a run', () => {
  const people = { self: 'me', names: { she: 'Operator' } }
  it('is you, a colleague or the machine', () => {
    expect(describeStarter({ source: 'staff', requestedBy: 'me' }, people)).toBe('You')
    expect(describeStarter({ source: 'staff', requestedBy: 'she' }, people)).toBe('Operator')
    expect(describeStarter({ source: 'staff', requestedBy: 'gone' }, people)).toBe('Former staff')
    expect(describeStarter({ source: 'sweep', requestedBy: null }, people)).toBe('Sweep')
    expect(describeStart({ source: 'staff', requestedBy: 'me' }, people)).toBe('asked for by you')
  })
})
