import { describe, expect, it } from 'vitest'
import { numberClasses, numberUses } from './number'
import { numberSentence, sentenceOfClass, sentenceOfUse } from './words'

const number = { class: 'drifted', detail: 'voice', use: 'answering', adopted: true, customer_known: true } as const

describe('a number in one sentence', () => {
  it('fits the list', () => {
    const all = [...numberClasses.map((word) => sentenceOfClass[word]), ...numberUses.map((word) => sentenceOfUse[word])]
    expect(all.filter((sentence) => sentence.length > 56)).toEqual([])
  })
  it('says the particular of its class, or what the ledger uses it for', () => {
    expect(numberSentence(number, 'class')).toBe('Its voice URL at Twilio leads away from VAPI.')
    expect(numberSentence(number, 'use')).toBe('Its voice URL at Twilio leads away from VAPI.')
    expect(numberSentence({ ...number, class: 'healthy', detail: null }, 'use')).toBe('Answers; found after a lost answer, not bought twice.')
    expect(numberSentence({ ...number, class: 'unsure', detail: 'first_sight' }, 'class')).toBe(sentenceOfClass.unsure)
    expect(numberSentence({ ...number, class: null, use: 'lost' }, 'class')).toBe(sentenceOfUse.lost)
  })
})
