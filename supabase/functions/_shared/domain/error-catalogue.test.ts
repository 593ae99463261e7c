import assert from 'node:assert/strict'
import { errorCatalogue, lookUpError, type Fault, type RetryClass } from './error-catalogue.ts'
import { haltScopes, stepProviders, type HaltScope } from './states.ts'

type Class = RetryClass | `halt ${HaltScope}`

// What the survey of Twilio's and VAPI's codes asks for, written down apart from the catalogue: a slip there must not go unseen.
const twilio: [fault: Fault, wanted: Class, codes: string][] = [
  ['twilio', 'other_number', '21422 21452'],
  ['us', 'other_number', '21421'],
  ['us', 'no', '21451 21457 21458 20001 20002 21402 21405 21420 20404 21714 21710 21712 22400 21626 80601 number_missing'],
  ['us', 'halt acquire', '21404 10002'],
  ['compliance', 'halt acquire', '22300'],
  ['us', 'halt twilio', '20003 20005 20006 20008 10001 90010 21472 20403'],
  ['twilio', 'yes', '20409 no_numbers'],
  ['us', 'yes', '20429'],
  ['twilio', 'check_first', '20500 20503 timeout network'],
  ['compliance', 'no', '21631 21613 21615 21649 21650 21651'],
  ['customer', 'no', '21628 21629'],
]
const vapi: [fault: Fault, wanted: Class, codes: string][] = [
  ['us', 'no', '400 invalid_number 404 assistant-not-found call.start.error-get-phone-number unanswered'],
  ['us', 'halt vapi', '401 402 403 insufficient-credits subscription-frozen'],
  ['vapi', 'yes', '409 already_imported not_on_twilio activating not_linked still_linked unavailable timeout network'],
  ['us', 'yes', '429'],
  ['vapi', 'no', 'blocked'],
]

function classOf(provider: 'twilio' | 'vapi', code: string): [Fault, Class] {
  const { fault, retry, haltScope } = lookUpError(provider, code)
  return [fault, retry === 'halt' ? `halt ${haltScope ?? 'all'}` : retry]
}

for (const [provider, table] of [['twilio', twilio], ['vapi', vapi]] as const) {
  Deno.test(`${provider}: every code that the survey names is in the catalogue, with its fault and what is done about it`, () => {
    for (const [fault, wanted, codes] of table) for (const code of codes.split(' ')) assert.deepEqual(classOf(provider, code), [fault, wanted], code)
    assert.deepEqual(Object.keys(errorCatalogue[provider]).toSorted(), table.flatMap(([, , codes]) => codes.split(' ')).toSorted())
  })
}

Deno.test('every entry says whose fault it is, what staff do, and what to tell the customer without our words or codes', () => {
  for (const provider of stepProviders) {
    for (const [code, entry] of Object.entries(errorCatalogue[provider])) {
      assert.match(entry.reason, /^[A-Z].{5,54}\.$/, code)
      assert.match(entry.verdict, /^[A-Z].{5,88}\.$/, code)
      assert.match(entry.staff, /^[A-Z].{5,}\.$/, code)
      if (entry.customer !== null) assert.match(entry.customer, /^[A-Z].{20,}\.$/, code)
      assert.doesNotMatch(entry.customer ?? '', /Twilio|VAPI|ledger|\d{3}|secret|engineering/i, code)
      if (entry.retry === 'halt') assert.ok(entry.haltScope && haltScopes.includes(entry.haltScope), code)
      else assert.equal(entry.haltScope, undefined, code)
    }
  }
})

Deno.test('a code that nobody knows is repeated by nobody', () => {
  for (const provider of stepProviders) assert.equal(lookUpError(provider, 'never seen').retry, 'no')
  assert.equal(lookUpError('twilio', '29999').fault, 'twilio')
})
