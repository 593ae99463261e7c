import { afterAll, beforeAll, expect, it } from 'vitest'
import { findNumber, testCredentials } from '../../local/providers/testing/providers.ts'
import { customer, expectRest, numbersOf, unsettledBuy, upgrade } from './customers.ts'
import { later } from './later.ts'
import { settle } from './settle.ts'
import { World } from './world.ts'

// Others use the same accounts at Twilio and VAPI: the old system, other customers, a copy of ourselves.

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

it('two users search → pick the same candidate → one writes the intent first: the other takes another number', async () => {
  const [a, b] = [await customer(world), await customer(world)]
  const e164 = await findNumber(world.providers)
  const found = { refused: 'one candidate', status: 200, body: { available_phone_numbers: [{ phone_number: e164, friendly_name: 'x', iso_country: 'US', capabilities: {} }], uri: '/x' } }
  const first = world.start(await upgrade(world, a), { door: 'twilio search #1', way: found })
  await first.passage.reach('twilio buy #1')
  const second = world.start(await upgrade(world, b), { door: 'twilio search #1', way: found })
  await second.ended
  await first.ended
  expect(second.passage.doors).not.toContain('twilio buy #1')
  await expectRest(world, a, 'linked')
  await expectRest(world, b, 'linked')
  expect((await numbersOf(world, a))[0]?.e164).toBe(e164)
})

it('we write the intent → the old system buys the same number for another user → our buy answers 201: left alone, reported, another number on retry', async () => {
  const [user, other] = [await customer(world), await customer(world)]
  const go = later()
  const ours = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { held: 'before', until: go.promise } })
  await ours.passage.reach('twilio buy #1')
  const e164 = (await numbersOf(world, user))[0]?.e164 ?? ''
  const owned = await world.control<{ sid: string }>('twilio', 'POST', 'numbers', { phone_number: e164, friendly_name: 'old system' })
  await world.run(`insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ($1, 'twilio', $2, $3, 'active')`, [other, owned.sid, e164])
  go.resolve()
  await ours.ended
  expect(await world.lastRun(user)).toMatchObject({ status: 'failed', error_code: 'foreign_number' })
  expect(await numbersOf(world, user)).toEqual([{ e164, sid: null, state: 'lost', lost_code: 'foreign_number' }])
  await settle(world, [user])
  expect(await world.ownedSids()).toContain(owned.sid)
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['lost', 'recorded'])
  // The look after an hour finds it where it was: what was said stays so, and nobody fails anew.
  await world.run(`update public.phone_number_purchases set recheck_at = clock_timestamp() - interval '1 s' where user_id = $1 and state = 'lost'`, [user])
  await world.run(`select private.dispatch_provision_runs()`)
  await settle(world, [user])
  expect((await numbersOf(world, user)).map((number) => number.lost_code)).toEqual(['foreign_number', null])
  expect(await world.run(`select count(*)::int as n from public.phone_provision_logs where subject_id = $1 and status = 'failed'`, [user])).toEqual([{ n: 1 }])
  expect(await world.ownedSids()).toContain(owned.sid)
})

// The old system serves the customer while we are buying for them.
async function servedElsewhere(user: string): Promise<string> {
  const e164 = `+1307${String(4_440_000 + (elsewhere += 1))}`
  const { sid } = await world.control<{ sid: string }>('twilio', 'POST', 'numbers', { phone_number: e164, friendly_name: 'old system' })
  await world.run(`insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ($1, 'twilio', $2, $3, 'active')`, [user, sid, e164])
  return sid
}
let elsewhere = 0

async function expectTheirsAlone(user: string, theirs: string): Promise<void> {
  await settle(world, [user])
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['released'])
  expect(await world.ownedSids(user)).toEqual([])
  expect(await world.ownedSids()).toContain(theirs)
  expect(await world.run(`select provider_number_id as sid, status from public.phone_numbers where user_id = $1 and status <> 'released'`, [user])).toEqual([{ sid: theirs, status: 'active' }])
}

it('we write the intent → the product gives the customer another number → recording ours is refused, and Twilio does not take it back: the ledger owns it → the next run gives it back, theirs is never touched', async () => {
  const user = await customer(world)
  const go = later()
  const ours = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { held: 'before', until: go.promise } })
  await ours.passage.reach('twilio buy #1')
  const theirs = await servedElsewhere(user)
  await world.control('twilio', 'PUT', 'faults', [{ method: 'DELETE', path: '*/IncomingPhoneNumbers/*', status: 503, times: 1 }])
  go.resolve()
  await ours.ended
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['releasing'])
  expect(await world.ownedSids(user)).toHaveLength(1)
  await expectTheirsAlone(user, theirs)
})

it('recording ours is refused, as the customer has another number by now → the worker dies before it gives ours back → the next one does', async () => {
  const user = await customer(world)
  const go = later()
  const ours = world.start(await upgrade(world, user), { door: 'twilio buy #1', way: { held: 'before', until: go.promise } })
  await ours.passage.reach('twilio buy #1')
  const theirs = await servedElsewhere(user)
  go.resolve()
  await ours.passage.left('db record_purchase #1')
  ours.passage.kill()
  await world.expireLeases(user)
  expect((await numbersOf(world, user)).map((number) => number.state)).toEqual(['purchased'])
  await expectTheirsAlone(user, theirs)
})

it('VAPI has no import while the number is bought → somebody imports it → our import is refused: theirs is found and pointed at the assistant', async () => {
  const user = await customer(world)
  const recording = later()
  const run = world.start(await upgrade(world, user), { door: 'db record_purchase #1', way: { held: 'before', until: recording.promise } })
  await Promise.all([run.passage.reach('db record_purchase #1'), run.passage.left('vapi find #1')])
  const number = (await numbersOf(world, user))[0]?.e164 ?? ''
  await world.providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number, name: 'not ours', twilioAccountSid: testCredentials.accountSid, twilioAuthToken: testCredentials.authToken })
  recording.resolve()
  await run.ended
  expect(run.passage.doors.filter((door) => door.startsWith('vapi '))).toEqual(['vapi find #1', 'vapi import #1', 'vapi find #2', 'vapi set assistant #1', 'vapi read back #1'])
  await expectRest(world, user, 'linked')
})

it('VAPI and Twilio hold hundreds of numbers of others, and VAPI finds them all under ours: assign, relink, pause, resume, adopt and release still find the right one', async () => {
  const user = await customer(world)
  const e164 = await findNumber(world.providers)
  const found = { refused: 'one candidate', status: 200, body: { available_phone_numbers: [{ phone_number: e164, friendly_name: 'x', iso_country: 'US', capabilities: {} }], uri: '/x' } }
  await seedOthers(e164, 125)
  const buying = world.start(await upgrade(world, user), { door: 'twilio search #1', way: found })
  await buying.ended
  await seedOthers(e164, 125)
  await expectRest(world, user, 'linked')
  await seedOthers(e164, 125)
  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])
  await expectRest(world, user, 'linked')
  await world.subscribe([user], 'free')
  await expectRest(world, user, 'paused')
  await world.subscribe([user], 'pro')
  await expectRest(world, user, 'linked')
  expect((await numbersOf(world, user)).map((number) => number.e164)).toEqual([e164])
  await expectRest(world, await unsettledBuy(world), 'linked')
  await world.subscribe([user], 'pro', 'cancelled')
  await expectRest(world, user, 'released')
  const { phone_numbers: left } = await world.control<{ phone_numbers: { name: string }[] }>('vapi', 'GET', 'state')
  expect(left.filter((each) => each.name.startsWith(`was ${e164}`))).toHaveLength(375)
})

it('a copy of the production database starts up → its functions belong to another project: no call leaves, and everything halts', async () => {
  const user = await customer(world)
  const copy = world.start(await upgrade(world, user), null, { projectRef: 'staging' })
  await copy.ended
  expect(copy.passage.doors.filter((door) => !door.startsWith('db'))).toEqual([])
  expect(await world.run(`select scope, error_code from public.provision_halts where halted_at is not null`)).toEqual([{ scope: 'all', error_code: 'project_mismatch' }])
  await expectRest(world, user, 'linked')
})

// Numbers of somebody else in the same accounts; their names make VAPI's search find all of them under ours.
let seeded = 0
async function seedOthers(e164: string, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => `+1307${String(5_550_000 + seeded + index)}`)
  seeded += count
  for (const number of numbers) {
    await world.control('twilio', 'POST', 'numbers', { phone_number: number, friendly_name: 'old system' })
    await world.providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number, name: `was ${e164} ${number.slice(-6)}`, twilioAccountSid: testCredentials.accountSid, twilioAuthToken: testCredentials.authToken })
  }
}
