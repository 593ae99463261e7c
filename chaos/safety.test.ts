import { expect, it } from 'vitest'
import { CustomerModel } from './customer-model.ts'
import type { LedgerRow } from './ledger.ts'
import { Safety, type Watched } from './safety.ts'
import { Violations } from './violation.ts'

const user = '00000000-0000-0000-0000-000000000001'
const tag = `swb:local:${user}`

function watch(events: [event: string, sid: string][], ledger: LedgerRow[], model = new CustomerModel()): { safety: Safety; violations: Violations } {
  const violations = new Violations()
  const told = events.map(([event, sid], n) => ({ id: n + 1, at: new Date(5000).toISOString(), event, sid, phone_number: sid, friendly_name: tag }))
  const world: Watched = {
    customers: [{ id: user, model }],
    events: (since) => Promise.resolve(told.filter((one) => one.id > since)),
    ledger: (sids) => Promise.resolve(ledger.filter((row) => sids.includes(row.provider_number_id))),
    shared: () => Promise.resolve([]),
  }
  return { safety: new Safety(world, violations), violations }
}

const row = (sid: string, state: string, releasingAt: number | null = null): LedgerRow => ({
  provider_number_id: sid, user_id: user, state, releasing_at: releasingAt === null ? null : new Date(releasingAt), release_requested_at: null, purchased_at: new Date(0),
})

it('reports two numbers under one tag, and none when one of them is on its way back', async () => {
  const two = watch([['bought', 'PN1'], ['bought', 'PN2']], [row('PN1', 'recorded')])
  await two.safety.look()
  expect(two.violations.found.map((one) => one.detail)).toEqual(['PN1 recorded, PN2 not in the ledger'])
  const leaving = watch([['bought', 'PN1'], ['bought', 'PN2']], [row('PN1', 'releasing', 4000), row('PN2', 'recorded')])
  await leaving.safety.look()
  expect(leaving.violations.found).toEqual([])
})

it('reports a number taken from somebody who pays, and none after a cancellation', async () => {
  const paying = new CustomerModel()
  paying.note(1000, 1100, () => (paying.tier = 'pro'))
  const taken = watch([['bought', 'PN1'], ['released', 'PN1']], [row('PN1', 'released', 4000)], paying)
  await taken.safety.look()
  expect(taken.violations.found.map((one) => one.rule)).toEqual(['never a number taken without evidence'])
  const cancelled = new CustomerModel()
  cancelled.note(1000, 1100, () => (cancelled.status = 'cancelled'))
  const rightly = watch([['bought', 'PN1'], ['released', 'PN1']], [row('PN1', 'released', 4000)], cancelled)
  await rightly.safety.look()
  expect(rightly.violations.found).toEqual([])
})

it('reports a release that the ledger knows nothing of', async () => {
  const unknown = watch([['bought', 'PN1'], ['released', 'PN1']], [])
  await unknown.safety.look()
  expect(unknown.violations.found).toHaveLength(1)
})
