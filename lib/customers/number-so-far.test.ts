import { describe, expect, test } from 'vitest'
import { makeCustomer, makeLedgerRow } from './customer.fixture'
import { numberOfColumns, numberOfPage, sayIntended } from './number-so-far'

const host = { id: '1', provider: 'twilio', provider_number_id: 'PN1', e164_number: '+15125550199', status: 'active' }
const intended = makeLedgerRow({ state: 'intended', provider_number_id: null })

describe('a number', () => {
  test('that is only intended is not the customer’s', () => {
    expect(numberOfPage(makeCustomer({ purchases: [intended] }))).toEqual({ number: null, intended: '+15125550142' })
    expect(numberOfColumns({ e164_number: '+15125550142', provider_number_id: null })).toEqual({ number: null, intended: '+15125550142' })
  })
  test('that was bought is, before it is recorded', () => {
    expect(numberOfPage(makeCustomer({ purchases: [makeLedgerRow({ state: 'purchased' })] }))).toEqual({ number: '+15125550142', intended: null })
    expect(numberOfColumns({ e164_number: '+15125550142', provider_number_id: 'PN1' })).toEqual({ number: '+15125550142', intended: null })
  })
  test('of the host stays theirs', () => {
    expect(numberOfPage(makeCustomer({ phoneNumbers: [host] }))).toEqual({ number: '+15125550199', intended: null })
    expect(numberOfPage(makeCustomer({ phoneNumbers: [host], purchases: [intended] }))).toEqual({ number: '+15125550199', intended: '+15125550142' })
  })
  test('is being bought while the engine is at it, else nobody knows', () => {
    expect(sayIntended('being_set_up')).toBe('Being bought')
    expect(sayIntended('needs_attention')).toBe('Not confirmed')
  })
  test('may be none', () => {
    expect(numberOfPage(makeCustomer())).toEqual({ number: null, intended: null })
    expect(numberOfColumns(null)).toEqual({ number: null, intended: null })
  })
})
