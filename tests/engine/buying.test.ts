import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { customer, expectRest, numbersOf, upgrade } from './customers.ts'
import { later } from './later.ts'
import { settle } from './settle.ts'
import { World } from './world.ts'

// A number is being bought, and an answer comes late, is lost, or is a refusal.

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
// Twilio’s list knows at once what was bought, unless a test says otherwise.
beforeEach(() => world.control('twilio', 'PUT', 'settings', { list_lag_ms: 0 }))

it('a slow buy takes effect → its lease runs out → the next worker adopts the number → the slow answer arrives: one number, and the slow worker stops', async () => {
  const user = await customer(world)
  const answer = later()
  const slow = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { held: 'after', until: answer.promise } })
  await slow.passage.reach('twilio buy #1')
  await world.hasOwned(user)
  await world.expireLeases(user)
  await expectRest(world, user, 'linked')
  answer.resolve()
  await slow.ended
  // It has looked while it waited, and asks for nothing.
  expect(slow.passage.doors.filter((door) => door.startsWith('vapi '))).toEqual(['vapi find #1'])
  await expectRest(world, user, 'linked')
  expect(await numbersOf(world, user)).toHaveLength(1)
})

it('the buy times out → the next worker finds nothing and names the number again → the first buy takes effect late: one number', async () => {
  const user = await customer(world)
  const effect = later()
  const first = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { held: 'before', until: effect.promise } })
  await first.ended
  await settle(world, [user])
  effect.resolve()
  await first.passage.left('twilio buy #1')
  await expectRest(world, user, 'linked')
})

it('the buy’s answer is lost → Twilio’s list lags behind → the next worker names the number again: the same number, once', async () => {
  const user = await customer(world)
  await world.control('twilio', 'PUT', 'settings', { list_lag_ms: 60_000 })
  const first = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: 'answer lost' })
  await first.ended
  await expectRest(world, user, 'linked')
  expect(await numbersOf(world, user)).toHaveLength(1)
})

it('a repetition’s answer is lost long after the intent → the next repetition is refused as sold: nothing else is bought while the first may be under way', async () => {
  const user = await customer(world)
  const intended = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { refused: 'busy', status: 503, body: { code: 20503, message: 'busy', status: 503 } } })
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
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['intended'])
  await expectRest(world, user, 'linked')
  expect(await world.ownedSids(user)).toHaveLength(1)
})

it('an intent is refused as sold although it was bought → a second number is taken → the look after an hour finds the first: it is given back', async () => {
  const user = await customer(world)
  const first = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { refused: 'sold', status: 400, body: { code: 21422, message: 'sold', status: 400 }, performed: true } })
  await first.ended
  await settle(world, [user])
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['lost', 'recorded'])
  await world.run(`update public.phone_number_purchases set recheck_at = clock_timestamp() - interval '1 s' where user_id = $1 and state = 'lost'`, [user])
  await world.run(`select private.dispatch_provision_runs()`)
  await settle(world, [user])
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['released', 'recorded'])
  expect(await world.ownedSids(user)).toHaveLength(1)
})

it('the recording commits → its answer is lost → the worker asks again: nothing is bought or given back twice', async () => {
  const user = await customer(world)
  const run = world.start(await upgrade(world, user), { door: 'db record_purchase #1', way: 'answer lost' })
  await run.ended
  expect(run.passage.doors).toContain('db record_purchase #2')
  expect(run.passage.doors.filter((door) => door.startsWith('twilio'))).toEqual(['twilio search #1', 'twilio buy #1'])
  await expectRest(world, user, 'linked')
})

it('an intent is open and buying is refused to the whole account → the run waits for a person and does not go round', async () => {
  const user = await customer(world)
  const trial = { refused: 'trial', status: 400, body: { code: 21404, message: 'trial', status: 400 } }
  const first = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: trial })
  await first.ended
  const [run] = await world.run<{ id: number }>(`select id::int as id from public.phone_provision_logs where subject_id = $1 and status = 'pending'`, [user])
  await world.run(`update public.phone_provision_logs set next_attempt_at = clock_timestamp() where id = $1`, [run?.id])
  await world.start(run?.id ?? 0, { door: 'twilio buy #1', way: trial }).ended
  expect(await world.run(`select waiting_for, next_attempt_at > clock_timestamp() + interval '10 s' as waits from public.phone_provision_logs where id = $1`, [run?.id])).toEqual([
    { waiting_for: 'acquire', waits: true },
  ])
  await expectRest(world, user, 'linked')
})

it('a run fails for good → the drift scan comes by on the same facts: no new run; the facts change: a new one', async () => {
  const user = await customer(world)
  const failed = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { refused: 'Twilio 21631', status: 400, body: { code: 21631, message: 'address', status: 400 } } })
  await failed.ended
  expect(await world.lastRun(user)).toMatchObject({ status: 'failed', error_code: '21631' })
  const runs = await world.countRuns(user)
  await world.run(`select private.enqueue_provision_drift()`)
  expect(await world.countRuns(user)).toBe(runs)
  await world.subscribe([user], 'max')
  await expectRest(world, user, 'linked')
})

it('a worker’s request is out → Twilio is halted and resumed → its late 20003 arrives: nothing is halted again', async () => {
  const user = await customer(world)
  const go = later()
  const refused = { refused: 'Twilio 20003', status: 401, body: { code: 20003, message: 'Authenticate', status: 401 }, until: go.promise }
  const late = world.start(await upgrade(world, user), { door: 'twilio search #1', way: refused })
  await late.passage.reach('twilio search #1')
  await world.run(`select private.halt_provisioning('twilio', '20003', 'Twilio refused our key.', null)`)
  await world.resumeAll()
  go.resolve()
  await late.ended
  expect(await world.run(`select scope from public.provision_halts where halted_at is not null`)).toEqual([])
  expect(await world.lastRun(user)).toMatchObject({ status: 'pending', failures: 0 })
  await expectRest(world, user, 'linked')
})
