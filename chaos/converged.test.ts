import { describe, expect, it } from 'vitest'
import { judge } from './converged.ts'

const user = '00000000-0000-0000-0000-000000000001'
const number = { state: 'recorded', e164_number: '+15125550101', sid: 'PN1', assistant_id: 'a1', vapi_id: 'v1' }
const fine = { user_id: user, desired: 'assigned', reason: 'paid', assistant: 'a1', ledger: [number], host: [{ e164_number: '+15125550101', sid: 'PN1' }], waiting: false, last: null }
const owned = new Map([['PN1', `swb:local:${user}`]])
const imports = new Map([['+15125550101', { id: 'v1', number: '+15125550101', assistantId: 'a1' }]])
const truth = { owned, imports }

describe('a customer has converged only when all four places agree', () => {
  it('accepts the number that ledger, host, Twilio and VAPI know', () => expect(judge(fine, truth)).toBeNull())
  it('accepts nothing for somebody who wants nothing', () => expect(judge({ ...fine, desired: 'untouched', ledger: [], host: [] }, { owned: new Map(), imports: new Map() })).toBeNull())

  it.each([
    ['a run that waits', { ...fine, waiting: true }, truth, /waiting/],
    ['no number', { ...fine, ledger: [], host: [] }, truth, /should have a number/],
    ['a number that should be gone', { ...fine, desired: 'released' }, truth, /should have given back/],
    ['two open rows', { ...fine, ledger: [number, { ...number, sid: 'PN2' }] }, truth, /2 open rows/],
    ['a second number at Twilio', fine, { ...truth, owned: new Map([...owned, ['PN2', `swb:local:${user}`]]) }, /Twilio has PN1, PN2/],
    ['a number that Twilio does not have', fine, { ...truth, owned: new Map<string, string>() }, /Twilio has nothing/],
    ['a number that the ledger does not have', { ...fine, desired: 'untouched', ledger: [], host: [] }, truth, /nothing in the ledger/],
    ['no row at the host', { ...fine, host: [] }, truth, /phone_numbers has \[\]/],
    ['nobody who answers', fine, { ...truth, imports: new Map() }, /VAPI answers with null/],
    ['somebody who answers though paused', { ...fine, desired: 'paused' }, truth, /paused, yet VAPI answers/],
    ['a buy that nobody settled', { ...fine, ledger: [{ ...number, state: 'intended', sid: null }] }, truth, /is intended/],
  ])('reports %s', (_what, row, seen, why) => expect(judge(row, seen)).toMatch(why))
})
