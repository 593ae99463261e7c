import { describe, expect, it } from 'vitest'
import { suggestTerms } from './suggest'

const summary = {
  facets: { status: { failed: 3, succeeded: 9 }, action: { provision: 12 }, step: { buy_number: 3 }, provider: { twilio: 12 }, by: { staff: 1 } },
  errors: { runs: 3, customers: 2, codes: [{ code: '20503', runs: 3, customers: 2, checkFirst: 0, tenths: [], first: '', last: '' }] },
}
const suggest = (key: 'status' | 'code' | 'customer' | null, text: string, people: { userId: string; email: string }[] = []) =>
  suggestTerms({ typed: { key, text }, summary, names: {}, people })

describe('suggestTerms', () => {
  it('offers the keys before anything is typed', () => {
    expect(suggest(null, '').map(({ title }) => title)).toEqual(['status:', 'action:', 'step:', 'provider:', 'by:', 'code:', 'customer:', 'run:'])
  })
  it('offers the values of a key with their counts', () => {
    expect(suggest('status', '').map(({ title, count }) => [title, count])).toEqual([['status:failed', '3'], ['status:succeeded', '9']])
  })
  it('finds a code by its number and by what it means', () => {
    expect(suggest(null, '2050')[0]).toMatchObject({ title: 'code:20503', term: { key: 'code', value: '20503' } })
    expect(suggest('code', 'unavailable')[0]).toMatchObject({ term: { key: 'code', value: '20503' } })
  })
  it('offers to open a run for a number that could be one', () => {
    expect(suggest(null, '20503').map(({ id }) => id)).toEqual(['code-20503', 'run'])
  })
  it('names a customer by e-mail but filters by id', () => {
    expect(suggest('customer', 'yard', [{ userId: 'u1', email: 'yard@example.com' }])).toEqual([
      { id: 'customer-u1', title: 'customer:', words: 'yard@example.com', count: null, term: { key: 'customer', value: 'u1' } },
    ])
  })
})
