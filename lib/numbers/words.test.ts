import { describe, expect, it } from 'vitest'
import { mendByHand } from './by-hand'
import { numberClasses, numberUses } from './number'
import { numberSentence, sentenceOfClass, sentenceOfUse } from './words'

const number = { class: 'drifted', detail: 'voice', use: 'answering', adopted: true, voice_host: 'calls.example.com', voice_overridden: false } as const

describe('a number in one sentence', () => {
  it('fits the list', () => {
    const all = [...numberClasses.map((word) => sentenceOfClass[word]), ...numberUses.map((word) => sentenceOfUse[word])]
    expect(all.filter((sentence) => sentence.length > 56)).toEqual([])
  })
  it('says for what no action of ours mends who does, and why we do not', () => {
    const voice = { e164_number: '+15005550101', fix: 'open_twilio', voice_host: 'calls.example.com', voice_overridden: false } as const
    const words = (fix: 'open_twilio' | 'new_assistant', overridden = false) => JSON.stringify(mendByHand({ ...voice, fix, voice_overridden: overridden }))
    expect(words('open_twilio')).toMatch(/Twilio sends its calls to calls\.example\.com.*Our ledger does not know it/)
    expect(words('open_twilio', true)).toMatch(/take off the trunk or application, then copy/)
    expect(words('new_assistant')).toMatch(/linked to it by itself.*VAPI refuses that/)
  })
  it('says the particular of its class, or what the ledger uses it for', () => {
    expect(numberSentence(number, 'class')).toBe('Calls go to calls.example.com, not VAPI.')
    expect(numberSentence(number, 'use')).toBe('Calls go to calls.example.com, not VAPI.')
    expect(numberSentence({ ...number, voice_overridden: true }, 'class')).toBe('A trunk or application at Twilio takes its calls.')
    expect(numberSentence({ ...number, voice_host: null }, 'class')).toBe('It has no voice URL at Twilio; calls hang up.')
    expect(numberSentence({ ...number, voice_host: `${'long.'.repeat(9)}example.com` }, 'class')).toBe('Its voice URL at Twilio leads away from VAPI.')
    expect(numberSentence({ ...number, class: 'healthy', detail: null }, 'use')).toBe('Answers; found after a lost answer, not bought twice.')
    expect(numberSentence({ ...number, class: 'unsure', detail: 'first_sight' }, 'class')).toBe(sentenceOfClass.unsure)
    expect(numberSentence({ ...number, class: null, use: 'lost' }, 'class')).toBe(sentenceOfUse.lost)
  })
})
