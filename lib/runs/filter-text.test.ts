import { describe, expect, it } from 'vitest'
import { noFilter } from './filter'
import { addTerms, parseTerms, parseTyped } from './filter-text'

const someone = '7C1E40A2-0000-4000-8000-000000009B31'

describe('parseTyped', () => {
  it('tells a key from a text, in any case and with spaces around', () => {
    expect(parseTyped(' Code : 205')).toEqual({ key: 'code', text: '205' })
    expect(parseTyped('20503')).toEqual({ key: null, text: '20503' })
    expect(parseTyped('https://x')).toEqual({ key: null, text: 'https://x' })
  })
})

describe('parseTerms', () => {
  it('reads several terms', () => {
    expect(parseTerms('code:20503 status:failed')).toEqual([
      { key: 'code', value: '20503' },
      { key: 'status', value: 'failed' },
    ])
  })
  it('takes a status as it is read on the screen', () => {
    expect(parseTerms('status:Retry scheduled')).toEqual([{ key: 'status', value: 'retry_scheduled' }])
  })
  it('keeps the case of a code, which is an identifier', () => {
    expect(parseTerms('code:SQLSTATE_P0001')).toEqual([{ key: 'code', value: 'SQLSTATE_P0001' }])
  })
  it('knows a user id and a run by themselves', () => {
    expect(parseTerms(someone)).toEqual([{ key: 'customer', value: someone.toLowerCase() }])
    expect(parseTerms('#48266')).toEqual([{ key: 'run', value: '48266' }])
  })
  it('means nothing by half a term, an unknown status, or a number that could be anything', () => {
    for (const text of ['', 'code:', 'status:broken', '20503', 'customer:yard.fargo@example.com', 'run:x', 'code:1 customer:x']) {
      expect(parseTerms(text), text).toBeNull()
    }
  })
})

describe('addTerms', () => {
  it('adds each word once and replaces the customer', () => {
    const once = addTerms(noFilter, [{ key: 'code', value: '20503' }, { key: 'status', value: 'failed' }])
    expect(addTerms(once, [{ key: 'code', value: '20503' }, { key: 'customer', value: 'x' }, { key: 'run', value: '1' }])).toEqual({
      ...noFilter,
      code: ['20503'],
      status: ['failed'],
      customer: 'x',
    })
  })
})
