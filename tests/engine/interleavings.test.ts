import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { findNumber, testCredentials } from '../../local/providers/testing/providers.ts'
import { Snapshot, type Wanted } from './check.ts'
import { later } from './later.ts'
import { settle } from './settle.ts'
import { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.control('twilio', 'PUT', 'settings', { list_lag_ms: 0 })
  await world.run(`update public.rollout_flags set percentage_bp = 10000, kill_switch = false`)
})

async function customer(): Promise<string> {
  const users = await world.addCustomers(1)
  await settle(world, users)
  return users[0] ?? ''
}

async function linkedCustomer(): Promise<string> {
  const user = await customer()
  await world.subscribe([user], 'pro')
  await settle(world, [user])
  return user
}

async function expectRest(user: string, wanted: Wanted): Promise<void> {
  await settle(world, [user])
  expect((await Snapshot.take(world, [user])).complaints(user, wanted)).toEqual([])
}

/** Upgrades, and answers with the waiting run. */
async function upgrade(user: string): Promise<number> {
  await world.subscribe([user], 'pro')
  return world.waitingRun(user)
}

// A first worker that bought and was never heard of again.
async function unsettledBuy(): Promise<string> {
  const user = await customer()
  await world.abandonAt(await upgrade(user), { door: 'twilio buy #1', way: 'killed after' })
  return user
}

const numbersOf = async (user: string) => world.run<{ e164: string; sid: string; state: string; lost_code: string | null }>(
  `select e164_number as e164, provider_number_id as sid, state, lost_code from public.phone_number_purchases where user_id = $1 order by id`, [user]) // prettier-ignore

it('a slow buy takes effect → its lease runs out → the next worker adopts the number → the slow answer arrives: one number, and the slow worker stops', async () => {
  const user = await customer()
  const answer = later()
  const slow = world.start(await upgrade(user), { door: 'twilio buy #1', way: { held: 'after', until: answer.promise } })
  await slow.passage.reach('twilio buy #1')
  await world.hasOwned(user)
  await world.expireLeases(user)
  await expectRest(user, 'linked')
  answer.resolve()
  await slow.ended
  // It has looked while it waited, and asks for nothing.
  expect(slow.passage.doors.filter((door) => door.startsWith('vapi '))).toEqual(['vapi find #1'])
  await expectRest(user, 'linked')
  expect(await numbersOf(user)).toHaveLength(1)
})

it('VAPI has no import while the number is bought → somebody imports it → our import is refused: theirs is found and pointed at the assistant', async () => {
  const user = await customer()
  const recording = later()
  const run = world.start(await upgrade(user), { door: 'db record_purchase #1', way: { held: 'before', until: recording.promise } })
  await Promise.all([run.passage.reach('db record_purchase #1'), run.passage.left('vapi find #1')])
  const number = (await numbersOf(user))[0]?.e164 ?? ''
  await world.providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number, name: 'not ours', twilioAccountSid: testCredentials.accountSid, twilioAuthToken: testCredentials.authToken })
  recording.resolve()
  await run.ended
  expect(run.passage.doors.filter((door) => door.startsWith('vapi '))).toEqual(['vapi find #1', 'vapi import #1', 'vapi find #2', 'vapi set assistant #1', 'vapi read back #1'])
  await expectRest(user, 'linked')
})

it('the recording commits → its answer is lost → the worker asks again: nothing is bought or given back twice', async () => {
  const user = await customer()
  const run = world.start(await upgrade(user), { door: 'db record_purchase #1', way: 'answer lost' })
  await run.ended
  expect(run.passage.doors).toContain('db record_purchase #2')
  expect(run.passage.doors.filter((door) => door.startsWith('twilio'))).toEqual(['twilio search #1', 'twilio buy #1'])
  await expectRest(user, 'linked')
})

it('the buy times out → the next worker finds nothing and names the number again → the first buy takes effect late: one number', async () => {
  const user = await customer()
  const effect = later()
  const first = world.start(await upgrade(user), { door: 'twilio buy #1', way: { held: 'before', until: effect.promise } })
  await first.ended
  await settle(world, [user])
  effect.resolve()
  await first.passage.left('twilio buy #1')
  await expectRest(user, 'linked')
})

it('the buy’s answer is lost → Twilio’s list lags behind → the next worker names the number again: the same number, once', async () => {
  const user = await customer()
  await world.control('twilio', 'PUT', 'settings', { list_lag_ms: 60_000 })
  const first = world.start(await upgrade(user), { door: 'twilio buy #1', way: 'answer lost' })
  await first.ended
  await expectRest(user, 'linked')
  expect(await numbersOf(user)).toHaveLength(1)
})

it('two users search → pick the same candidate → one writes the intent first: the other takes another number', async () => {
  const [a, b] = [await customer(), await customer()]
  const e164 = await findNumber(world.providers)
  const found = { refused: 'one candidate', status: 200, body: { available_phone_numbers: [{ phone_number: e164, friendly_name: 'x', iso_country: 'US', capabilities: {} }], uri: '/x' } }
  const first = world.start(await upgrade(a), { door: 'twilio search #1', way: found })
  await first.passage.reach('twilio buy #1')
  const second = world.start(await upgrade(b), { door: 'twilio search #1', way: found })
  await second.ended
  await first.ended
  expect(second.passage.doors).not.toContain('twilio buy #1')
  await expectRest(a, 'linked')
  await expectRest(b, 'linked')
  expect((await numbersOf(a))[0]?.e164).toBe(e164)
})

it('we write the intent → the old system buys the same number for another user → our buy answers 201: left alone, reported, another number on retry', async () => {
  const [user, other] = [await customer(), await customer()]
  const go = later()
  const ours = world.start(await upgrade(user), { door: 'twilio buy #1', way: { held: 'before', until: go.promise } })
  await ours.passage.reach('twilio buy #1')
  const e164 = (await numbersOf(user))[0]?.e164 ?? ''
  const owned = await world.control<{ sid: string }>('twilio', 'POST', 'numbers', { phone_number: e164, friendly_name: 'old system' })
  await world.run(`insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ($1, 'twilio', $2, $3, 'active')`, [other, owned.sid, e164])
  go.resolve()
  await ours.ended
  expect(await world.lastRun(user)).toMatchObject({ status: 'failed', error_code: 'foreign_number' })
  expect(await numbersOf(user)).toEqual([{ e164, sid: null, state: 'lost', lost_code: 'foreign_number' }])
  await settle(world, [user])
  expect(await world.ownedSids()).toContain(owned.sid)
  expect((await numbersOf(user)).map((number) => number.state)).toEqual(['lost', 'recorded'])
  // The look after an hour finds it where it was: what was said stays so, and nobody fails anew.
  await world.run(`update public.phone_number_purchases set recheck_at = clock_timestamp() - interval '1 s' where user_id = $1 and state = 'lost'`, [user])
  await world.run(`select private.dispatch_provision_runs()`)
  await settle(world, [user])
  expect((await numbersOf(user)).map((number) => number.lost_code)).toEqual(['foreign_number', null])
  expect(await world.run(`select count(*)::int as n from public.phone_provision_logs where subject_id = $1 and status = 'failed'`, [user])).toEqual([{ n: 1 }])
  expect(await world.ownedSids()).toContain(owned.sid)
})

it('an intent is refused as sold although it was bought → a second number is taken → the look after an hour finds the first: it is given back', async () => {
  const user = await customer()
  const first = world.start(await upgrade(user), { door: 'twilio buy #1', way: { refused: 'sold', status: 400, body: { code: 21422, message: 'sold', status: 400 }, performed: true } })
  await first.ended
  await settle(world, [user])
  expect((await numbersOf(user)).map((number) => number.state)).toEqual(['lost', 'recorded'])
  await world.run(`update public.phone_number_purchases set recheck_at = clock_timestamp() - interval '1 s' where user_id = $1 and state = 'lost'`, [user])
  await world.run(`select private.dispatch_provision_runs()`)
  await settle(world, [user])
  expect((await numbersOf(user)).map((number) => number.state)).toEqual(['released', 'recorded'])
  expect(await world.ownedSids(user)).toHaveLength(1)
})

it('the host clears current in one request → sets another row current in the next: the number is never touched', async () => {
  const user = await linkedCustomer()
  const before = await numbersOf(user)
  await world.run(`update public.subscriptions set current = false where user_id = $1`, [user])
  await settle(world, [user])
  await world.run(`insert into public.subscriptions (user_id, tier_type, status, current) values ($1, 'max', 'active', true)`, [user])
  await expectRest(user, 'linked')
  expect(await numbersOf(user)).toEqual(before)
})

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
  const user = await customer()
  const run = await upgrade(user)
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
  await expectRest(user, 'linked')
})

it('the user cancels between claim and intent → nothing is bought: one run ends it, and none is left to go round', async () => {
  const user = await customer()
  const buying = await aboutToBuy(await upgrade(user))
  await world.subscribe([user], 'pro', 'cancelled')
  await buying.goOn()
  await expectRest(user, 'released')
  expect(await world.run(`select status from public.phone_provision_logs where subject_id = $1 order by id desc limit 2`, [user])).toEqual(
    expect.arrayContaining([{ status: 'skipped' }, { status: 'superseded' }]),
  )
  expect(await numbersOf(user)).toEqual([])
})

it('a buy is unsettled → the user cancels: it is adopted and given back', async () => {
  const user = await unsettledBuy()
  await world.subscribe([user], 'pro', 'cancelled')
  await expectRest(user, 'released')
})

it('a buy is unsettled → the user is held: it is adopted and kept, nothing else happens until the hold ends', async () => {
  const user = await unsettledBuy()
  await world.asAdmin(`select public.request_provision_run($1, 'hold', 'Fraud check.', $2)`, [user, `${user} hold`])
  await settle(world, [user])
  expect((await numbersOf(user)).map((number) => number.state)).toEqual(['purchased'])
  await world.run(`update public.phone_number_purchases set updated_at = clock_timestamp() - interval '1 minute' where user_id = $1`, [user])
  const runs = await world.countRuns(user)
  for (let sweep = 0; sweep < 3; sweep++) {
    await world.run(`select private.dispatch_provision_runs()`)
    await settle(world, [user])
  }
  expect(await world.countRuns(user)).toBeLessThanOrEqual(runs + 1)
  await world.asAdmin(`select public.request_provision_run($1, 'unhold', null, $2)`, [user, `${user} unhold`])
  await expectRest(user, 'linked')
})

it('a buy is unsettled → the user is deleted: it is adopted and given back', async () => {
  const user = await unsettledBuy()
  await world.run(`delete from auth.users where id = $1`, [user])
  await expectRest(user, 'released')
})

it('a number is linked → the user is deleted: the number is given back', async () => {
  const user = await linkedCustomer()
  await world.run(`delete from auth.users where id = $1`, [user])
  await expectRest(user, 'released')
})

it('a buy is unsettled → the user leaves the rollout and the kill switch goes on: the number stays ours and is linked', async () => {
  const user = await unsettledBuy()
  await world.run(`update public.rollout_flags set percentage_bp = 0, kill_switch = true`)
  await expectRest(user, 'linked')
})

it('a cancellation sits in an open transaction → a later run finishes → it commits: it is not superseded and the number is given back', async () => {
  const user = await linkedCustomer()
  const client = await world.pool.connect()
  try {
    await client.query('begin')
    await client.query(`update public.subscriptions set status = 'cancelled' where user_id = $1`, [user])
    await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])
    await expectRest(user, 'linked')
    await client.query('commit')
  } finally {
    client.release()
  }
  await expectRest(user, 'released')
})

it('a stalled worker is about to release → its lease runs out → the successor releases and buys anew → the stalled release lands: the new number stays', async () => {
  const user = await linkedCustomer()
  await world.subscribe([user], 'pro', 'cancelled')
  const go = later()
  const stalled = world.start(await world.waitingRun(user), { door: 'twilio release #1', way: { held: 'before', until: go.promise } })
  await stalled.passage.reach('twilio release #1')
  await world.expireLeases(user)
  await world.subscribe([user], 'pro', 'active')
  await expectRest(user, 'linked')
  go.resolve()
  await stalled.ended
  await expectRest(user, 'linked')
  expect((await numbersOf(user)).map((number) => number.state)).toEqual(['released', 'recorded'])
})

it('a worker’s request is out → Twilio is halted and resumed → its late 20003 arrives: nothing is halted again', async () => {
  const user = await customer()
  const go = later()
  const refused = { refused: 'Twilio 20003', status: 401, body: { code: 20003, message: 'Authenticate', status: 401 }, until: go.promise }
  const late = world.start(await upgrade(user), { door: 'twilio search #1', way: refused })
  await late.passage.reach('twilio search #1')
  await world.run(`select private.halt_provisioning('twilio', '20003', 'Twilio refused our key.', null)`)
  await world.resumeAll()
  go.resolve()
  await late.ended
  expect(await world.run(`select scope from public.provision_halts where halted_at is not null`)).toEqual([])
  expect(await world.lastRun(user)).toMatchObject({ status: 'pending', failures: 0 })
  await expectRest(user, 'linked')
})

it('a run fails for good → the drift scan comes by on the same facts: no new run; the facts change: a new one', async () => {
  const user = await customer()
  const failed = world.start(await upgrade(user), { door: 'twilio buy #1', way: { refused: 'Twilio 21631', status: 400, body: { code: 21631, message: 'address', status: 400 } } })
  await failed.ended
  expect(await world.lastRun(user)).toMatchObject({ status: 'failed', error_code: '21631' })
  const runs = await world.countRuns(user)
  await world.run(`select private.enqueue_provision_drift()`)
  expect(await world.countRuns(user)).toBe(runs)
  await world.subscribe([user], 'max')
  await expectRest(user, 'linked')
})

it('an import at VAPI is under way → the user cancels, and it is removed there → the import takes effect → Twilio takes the number back: the orphan is removed a lease later', async () => {
  const user = await customer()
  const [effect, go] = [later(), later()]
  const linking = world.start(await upgrade(user), { door: 'vapi import #1', way: { held: 'before', until: effect.promise } })
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
  await expectRest(user, 'released')
})

it('a repetition’s answer is lost long after the intent → the next repetition is refused as sold: nothing else is bought while the first may be under way', async () => {
  const user = await customer()
  const intended = world.start(await upgrade(user), { door: 'twilio buy #1', way: { refused: 'busy', status: 503, body: { code: 20503, message: 'busy', status: 503 } } })
  await intended.ended
  await world.run(`update public.phone_number_purchases set intended_at = intended_at - interval '10 minutes' where user_id = $1`, [user])
  const due = async () => {
    await world.run(`update public.phone_provision_logs set next_attempt_at = clock_timestamp() where subject_id = $1 and status = 'retry_scheduled'`, [user])
    const [run] = await world.run<{ id: number }>(`select id::int as id from public.phone_provision_logs where subject_id = $1 and status = 'retry_scheduled'`, [user])
    return run?.id ?? 0
  }
  await world.start(await due(), { door: 'twilio buy #1', way: 'answer lost' }).ended
  const refused = { refused: 'sold', status: 400, body: { code: 21422, message: 'sold', status: 400 } }
  await world.control('twilio', 'PUT', 'settings', { list_lag_ms: 60_000 })
  await world.start(await due(), { door: 'twilio buy #1', way: refused }).ended
  expect((await numbersOf(user)).map((number) => number.state)).toEqual(['intended'])
  await expectRest(user, 'linked')
  expect(await world.ownedSids(user)).toHaveLength(1)
})

it('the product deletes its row of the number and writes it again in one transaction: the number is kept', async () => {
  const user = await linkedCustomer()
  const before = await numbersOf(user)
  await world.run(`with gone as (delete from public.phone_numbers where user_id = $1 returning user_id, provider, provider_number_id, e164_number, status)
    insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status) select * from gone`, [user]) // prettier-ignore
  await expectRest(user, 'linked')
  expect(await numbersOf(user)).toEqual(before)
})

it('an intent is open and buying is refused to the whole account → the run waits for a person and does not go round', async () => {
  const user = await customer()
  const trial = { refused: 'trial', status: 400, body: { code: 21404, message: 'trial', status: 400 } }
  const first = world.start(await upgrade(user), { door: 'twilio buy #1', way: trial })
  await first.ended
  const [run] = await world.run<{ id: number }>(`select id::int as id from public.phone_provision_logs where subject_id = $1 and status = 'pending'`, [user])
  await world.run(`update public.phone_provision_logs set next_attempt_at = clock_timestamp() where id = $1`, [run?.id])
  await world.start(run?.id ?? 0, { door: 'twilio buy #1', way: trial }).ended
  expect(await world.run(`select waiting_for, next_attempt_at > clock_timestamp() + interval '10 s' as waits from public.phone_provision_logs where id = $1`, [run?.id])).toEqual([
    { waiting_for: 'acquire', waits: true },
  ])
  await expectRest(user, 'linked')
})

it('a host transaction that stays open locks a purchase → a worker of it has died: the sweep serves everybody else', async () => {
  const [locked, other] = [await linkedCustomer(), await customer()]
  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [locked])
  await world.abandonAt(await world.waitingRun(locked), { door: 'vapi set assistant #1', way: 'killed before' })
  const client = await world.pool.connect()
  try {
    await client.query('begin')
    await client.query(`select id from public.phone_number_purchases where user_id = $1 for update`, [locked])
    await world.subscribe([other], 'pro')
    await expectRest(other, 'linked')
    await client.query('rollback')
  } finally {
    client.release()
  }
  await expectRest(locked, 'linked')
})

it('the product deletes an account and leaves its transaction open → nobody waits for it: not the worker, not the sweep, not the others; it rolls back: the customer is served', async () => {
  const [leaving, other, coming] = [await linkedCustomer(), await customer(), await customer()]
  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [leaving])
  const run = await world.waitingRun(leaving)
  const client = await world.pool.connect()
  try {
    await client.query('begin')
    await client.query('delete from auth.users where id = $1', [leaving])
    await client.query(`insert into public.provision_customers (user_id, rollout_bucket, status, reason_code) values (gen_random_uuid(), 1, 'working', 'paid') returning user_id`)
      .then(({ rows }: { rows: { user_id: string }[] }) => world.run(`insert into private.customer_refresh_queue (user_id) values ($1), ($2)`, [rows[0]?.user_id, coming]))
    expect(await world.run(`select public.claim_provision_run($1, 'local') ->> 'reason' as reason`, [run])).toEqual([{ reason: 'locked' }])
    await world.subscribe([other], 'pro')
    await expectRest(other, 'linked')
    await world.run('select private.dispatch_provision_runs()')
    expect(await world.run('select user_id from private.customer_refresh_queue where user_id = $1', [coming])).toEqual([])
    await client.query('rollback')
  } finally {
    client.release()
  }
  await expectRest(leaving, 'linked')
})

it('the end of a release holds the run and wants the number’s row → the product holds that row and wants the run: the engine gives way, the product is not refused', async () => {
  const user = await linkedCustomer()
  await world.subscribe([user], 'pro', 'cancelled')
  const run = await world.waitingRun(user)
  await world.start(run, { door: 'db finish_release #1', way: 'killed before' }).passage.dead
  const [third, engine, product] = await Promise.all([world.pool.connect(), world.pool.connect(), world.pool.connect()])
  try {
    await third.query('begin')
    await third.query('select 1 from public.phone_number_purchases where user_id = $1 for update', [user])
    const ending = engine.query(`select public.finish_release(id, attempt, purchase_id) from public.phone_provision_logs where id = $1`, [run]).then(() => 'done', (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error))
    await world.waitsForALock('%finish_release%', ending)
    await product.query('begin')
    await product.query('select 1 from public.phone_numbers where user_id = $1 for update', [user])
    const deleting = product.query('update public.phone_provision_logs set user_id = null where subject_id = $1', [user])
    await world.waitsForALock('%set user_id = null%', deleting)
    await third.query('rollback')
    await deleting
    await product.query('rollback')
    expect(['done', '55P03']).toContain(await ending)
  } finally {
    for (const client of [third, engine, product]) client.release()
  }
  await world.expireLeases(user)
  await expectRest(user, 'released')
})

it('VAPI and Twilio hold hundreds of numbers of others, and VAPI finds them all under ours: assign, relink, pause, resume, adopt and release still find the right one', async () => {
  const user = await customer()
  const e164 = await findNumber(world.providers)
  const found = { refused: 'one candidate', status: 200, body: { available_phone_numbers: [{ phone_number: e164, friendly_name: 'x', iso_country: 'US', capabilities: {} }], uri: '/x' } }
  await seedOthers(e164, 125)
  const buying = world.start(await upgrade(user), { door: 'twilio search #1', way: found })
  await buying.ended
  await seedOthers(e164, 125)
  await expectRest(user, 'linked')
  await seedOthers(e164, 125)
  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])
  await expectRest(user, 'linked')
  await world.subscribe([user], 'free')
  await expectRest(user, 'paused')
  await world.subscribe([user], 'pro')
  await expectRest(user, 'linked')
  expect((await numbersOf(user)).map((number) => number.e164)).toEqual([e164])
  await expectRest(await unsettledBuy(), 'linked')
  await world.subscribe([user], 'pro', 'cancelled')
  await expectRest(user, 'released')
  const { phone_numbers: left } = await world.control<{ phone_numbers: { name: string }[] }>('vapi', 'GET', 'state')
  expect(left.filter((each) => each.name.startsWith(`was ${e164}`))).toHaveLength(375)
})

// Numbers of somebody else in the same accounts; their names make VAPI's search find all of them under ours.
async function seedOthers(e164: string, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => `+1307${String(5_550_000 + seeded + index)}`)
  seeded += count
  for (const number of numbers) {
    await world.control('twilio', 'POST', 'numbers', { phone_number: number, friendly_name: 'old system' })
    await world.providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number, name: `was ${e164} ${number.slice(-6)}`, twilioAccountSid: testCredentials.accountSid, twilioAuthToken: testCredentials.authToken })
  }
}
let seeded = 0

it('a copy of the production database starts up → its functions belong to another project: no call leaves, and everything halts', async () => {
  const user = await customer()
  const copy = world.start(await upgrade(user), null, { projectRef: 'staging' })
  await copy.ended
  expect(copy.passage.doors.filter((door) => !door.startsWith('db'))).toEqual([])
  expect(await world.run(`select scope, error_code from public.provision_halts where halted_at is not null`)).toEqual([{ scope: 'all', error_code: 'project_mismatch' }])
  await expectRest(user, 'linked')
})
