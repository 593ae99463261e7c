import { describe, expect, it } from 'vitest'
import { incidentSentence } from './sentence'

const down = { rule: 'twilio_down', label: 'Twilio is down', unit: 'count', state: 'firing', value: 1, sentence: 'Twilio does not answer.' } as const
const errors = { rule: 'twilio_errors', label: 'Twilio errors', unit: 'share', state: 'firing', value: 0.47, sentence: 'Twilio errors are at 47%, over 10%.' } as const

describe('the sentence of an incident', () => {
  it('says what broke for as long as it is broken', () => {
    expect(incidentSentence(down)).toBe('Twilio does not answer.')
    expect(incidentSentence({ ...errors, state: 'pending' })).toBe('Twilio errors are at 47%, over 10%.')
  })

  it('claims nothing that is no longer so', () => {
    expect(incidentSentence({ ...down, state: 'recovering', value: 0 })).toBe('Twilio answers again.')
    expect(incidentSentence({ ...errors, state: 'recovering', value: 0.02 })).toBe('Twilio errors are back at 2%.')
    expect(incidentSentence({ ...errors, state: 'resolved', value: 0 })).toBe('Twilio errors are back at 0%.')
  })

  it('keeps that the rule was switched off', () => {
    const sentence = 'Twilio does not answer. The rule was switched off.'
    expect(incidentSentence({ ...down, state: 'resolved', sentence })).toBe(sentence)
  })
})
