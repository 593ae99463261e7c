import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { customer, expectRest, linkedCustomer, numbersOf, unsettledBuy, upgrade } from './customers.ts'
import { later } from './later.ts'
import { settle } from './settle.ts'
import { World } from './world.ts'

// What is wanted changes while the engine is at work: the customer, a member of staff or the rollout decides anew.

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => world.run(`update public.rollout_flags set percentage_bp = 10000, kill_switch = false`))

// Up to the last look before money is spent.
async function aboutToBuy(run: number): Promise<{ goOn(): Promise<unknown> }> {
  const go = later()
  const buying = world.start(run, { door: 'db record_purchase_intent #1', way: { held: 'before', until: go.promise } })
  await buying.passage.reach('db record_purchase_intent #1')
  return {
    goOn: () => {
      go.resolve()
      return buying.ended
    },
  }
}

it('the kill switch goes on between claim and intent → nothing is bought → the run goes again and hands over → the switch goes off: they enter', async () => {
  const user = await customer(world)
  const run = await upgrade(world, user)
  const buying = await aboutToBuy(run)
  await world.run(`update public.rollout_flags set kill_switch = true`)
  await buying.goOn()
  expect(await world.lastRun(user)).toMatchObject({ status: 'retry_scheduled', error_code: 'state_changed' })
  await world.run(`update public.phone_provision_logs set next_attempt_at = clock_timestamp() where id = $1`, [run])
  const taken: unknown[] = []
  const oldSystem = (handover: { user_id: string; reason: string }) => {
    taken.push([handover.user_id, handover.reason])
    return Promise.resolve({ ok: true as const, value: { status: 202 } })
  }
  await world.start(run, null, { oldSystem }).ended
  expect(taken).toEqual([[user, 'kill_switch']])
  expect(await world.run(`select status, outcome from public.phone_provision_logs where id = $1`, [run])).toEqual([{ status: 'skipped', outcome: 'handed_over' }])
  await world.run(`update public.provision_handovers set handed_over_at = clock_timestamp() - interval '1 hour' where user_id = $1`, [user])
  await world.run(`update public.rollout_flags set kill_switch = false`)
  await world.run(`select private.enqueue_rollout_entrants()`)
  await expectRest(world, user, 'linked')
})

it('the user cancels between claim and intent → nothing is bought: one run ends it, and none is left to go round', async () => {
  const user = await customer(world)
  const buying = await aboutToBuy(await upgrade(world, user))
  await world.subscribe([user], 'pro', 'cancelled')
  await buying.goOn()
  await expectRest(world, user, 'released')
  expect(await world.run(`select status from public.phone_provision_logs where subject_id = $1 order by id desc limit 2`, [user])).toEqual(
    expect.arrayContaining([{ status: 'skipped' }, { status: 'superseded' }]),
  )
  expect(await numbersOf(world, user)).toEqual([])
})

it('a run is about to end well → the user cancels, which its claim had not seen → it ends: the cancellation is not superseded, and the number is given back', async () => {
  const user = await customer(world)
  const go = later()
  const run = world.start(await upgrade(world, user), { door: 'db finish_provision_run #1', way: { held: 'before', until: go.promise } })
  await run.passage.reach('db finish_provision_run #1')
  await world.subscribe([user], 'pro', 'cancelled')
  go.resolve()
  await run.ended
  expect(await world.run(`select trigger_action, status from public.phone_provision_logs where subject_id = $1 order by id desc limit 2`, [user])).toEqual([
    { trigger_action: 'release', status: 'pending' },
    { trigger_action: 'provision', status: 'succeeded' },
  ])
  await expectRest(world, user, 'released')
})

it('a buy is unsettled → the user cancels: it is adopted and given back', async () => {
  const user = await unsettledBuy(world)
  await world.subscribe([user], 'pro', 'cancelled')
  await expectRest(world, user, 'released')
})

it('a buy is unsettled → the user is held: it is adopted and kept, nothing else happens until the hold ends', async () => {
  const user = await unsettledBuy(world)
  await world.asAdmin(`select public.request_provision_run($1, 'hold', 'Fraud check.', $2)`, [user, `${user} hold`])
  await settle(world, [user])
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['purchased'])
  await world.run(`update public.phone_number_purchases set updated_at = clock_timestamp() - interval '1 minute' where user_id = $1`, [user])
  const runs = await world.countRuns(user)
  for (let sweep = 0; sweep < 3; sweep++) {
    await world.run(`select private.dispatch_provision_runs()`)
    await settle(world, [user])
  }
  expect(await world.countRuns(user)).toBeLessThanOrEqual(runs + 1)
  await world.asAdmin(`select public.request_provision_run($1, 'unhold', null, $2)`, [user, `${user} unhold`])
  await expectRest(world, user, 'linked')
})

it('a buy is unsettled → the user is deleted: it is adopted and given back', async () => {
  const user = await unsettledBuy(world)
  await world.run(`delete from auth.users where id = $1`, [user])
  await expectRest(world, user, 'released')
})

it('a buy is unsettled → the user leaves the rollout and the kill switch goes on: the number stays ours and is linked', async () => {
  const user = await unsettledBuy(world)
  await world.run(`update public.rollout_flags set percentage_bp = 0, kill_switch = true`)
  await expectRest(world, user, 'linked')
})

it('a number is linked → the user is deleted: the number is given back', async () => {
  const user = await linkedCustomer(world)
  await world.run(`delete from auth.users where id = $1`, [user])
  await expectRest(world, user, 'released')
})

it('a stalled worker is about to release → its lease runs out → the successor releases and buys anew → the stalled release lands: the new number stays', async () => {
  const user = await linkedCustomer(world)
  await world.subscribe([user], 'pro', 'cancelled')
  const go = later()
  const stalled = world.start(await world.waitingRun(user), { door: 'twilio release #1', way: { held: 'before', until: go.promise } })
  await stalled.passage.reach('twilio release #1')
  await world.expireLeases(user)
  await world.subscribe([user], 'pro', 'active')
  await expectRest(world, user, 'linked')
  go.resolve()
  await stalled.ended
  await expectRest(world, user, 'linked')
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['released', 'recorded'])
})

it('an import at VAPI is under way → the user cancels, and it is removed there → the import takes effect → Twilio takes the number back: the orphan is removed a lease later', async () => {
  const user = await customer(world)
  const [effect, go] = [later(), later()]
  const linking = world.start(await upgrade(world, user), { door: 'vapi import #1', way: { held: 'before', until: effect.promise } })
  await linking.ended
  await world.subscribe([user], 'pro', 'cancelled')
  const releasing = world.start(await world.waitingRun(user), { door: 'twilio release #1', way: { held: 'before', until: go.promise } })
  await releasing.passage.reach('twilio release #1')
  effect.resolve()
  await linking.passage.left('vapi import #1')
  go.resolve()
  await releasing.ended
  await settle(world, [user])
  expect(await world.run(`select state from public.phone_number_purchases where user_id = $1 and recheck_at is not null`, [user])).toEqual([{ state: 'released' }])
  await world.run(`update public.phone_number_purchases set recheck_at = clock_timestamp() where user_id = $1`, [user])
  await expectRest(world, user, 'released')
})
