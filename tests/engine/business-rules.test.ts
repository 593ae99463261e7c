import { afterAll, beforeAll, expect, it } from 'vitest'
import { Snapshot, type Wanted } from './check.ts'
import { settle } from './settle.ts'
import { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

async function expectRest(users: string[], wanted: Wanted): Promise<void> {
  await settle(world, users)
  const snapshot = await Snapshot.take(world, users)
  expect(users.flatMap((user) => snapshot.complaints(user, wanted))).toEqual([])
}

async function linkedCustomers(count: number): Promise<string[]> {
  const users = await world.addCustomers(count)
  await settle(world, users)
  await world.subscribe(users, 'pro')
  await expectRest(users, 'linked')
  return users
}

const lastOutcome = async (user: string) =>
  (await world.run<{ outcome: string | null }>(`select outcome from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`, [user]))[0]?.outcome

it('free → pays without an assistant: the number waits unlinked → the assistant appears: linked → past due, trialing, another paid tier: kept → the subscription is paused: nobody answers → active: the same number answers → free: paused → pays: answers → a word that we do not know, then no current row: as it is → expires: given back → pays again: a new number', async () => {
  const [user = ''] = await world.addCustomers(1)
  const first = async () => (await world.ownedSids(user))[0]
  await world.run(`update public.user_settings set vapi_assistant_id = null where user_id = $1`, [user])
  await expectRest([user], 'released')

  await world.subscribe([user], 'pro')
  await settle(world, [user])
  expect(await lastOutcome(user)).toBe('number_waiting')
  const number = await first()
  expect(number).toBeDefined()
  expect((await world.control<{ phone_numbers: unknown[] }>('vapi', 'GET', 'state')).phone_numbers).toEqual([])

  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])
  await expectRest([user], 'linked')
  for (const [tier, status, wanted] of [
    ['pro', 'past_due', 'linked'],
    ['pro', 'trialing', 'linked'],
    ['business', 'active', 'linked'],
    ['business', 'paused', 'paused'],
    ['business', 'active', 'linked'],
    ['free', 'active', 'paused'],
    ['pro', 'active', 'linked'],
    ['pro', 'unheard of', 'linked'],
  ] as const) {
    await world.subscribe([user], tier, status)
    await expectRest([user], wanted)
    expect(await first()).toBe(number)
  }
  await world.run(`update public.subscriptions set status = 'cancelled', current = false where user_id = $1`, [user])
  await expectRest([user], 'linked')
  expect(await first()).toBe(number)

  await world.run(`update public.subscriptions set status = 'expired', current = true where user_id = $1`, [user])
  await expectRest([user], 'released')
  await world.subscribe([user], 'pro')
  await expectRest([user], 'linked')
  expect(await first()).not.toBe(number)
})

it('only the current subscription counts: one of before is cancelled, expires and is deleted beside it → nothing happens to the number', async () => {
  const [user = ''] = await linkedCustomers(1)
  const before = await world.ownedSids(user)
  await world.run(`insert into public.subscriptions (user_id, tier_type, status, current) values ($1, 'max', 'active', false)`, [user])
  for (const change of [`update public.subscriptions set status = 'cancelled'`, `update public.subscriptions set status = 'expired'`, 'delete from public.subscriptions']) {
    await world.run(`${change} where user_id = $1 and not current`, [user])
    await expectRest([user], 'linked')
  }
  expect(await world.ownedSids(user)).toEqual(before)
})

it('the product deletes the row of a number: it is given back → a paying customer gets a new one, a cancelled one none', async () => {
  const [paying = '', leaving = ''] = await linkedCustomers(2)
  const [before] = await world.ownedSids(paying)
  await world.run(`update public.provision_settings set release_grace_seconds = 3600`)
  await world.subscribe([leaving], 'pro', 'cancelled')
  await expectRest([leaving], 'paused')
  await world.run(`delete from public.phone_numbers where user_id = any($1::uuid[])`, [[paying, leaving]])
  await expectRest([paying], 'linked')
  await expectRest([leaving], 'released')
  expect(await world.ownedSids(paying)).not.toContain(before)
  await world.run(`update public.provision_settings set release_grace_seconds = 0`)
})

it('a run that gives a customer a linked number asks the database at most six times besides its steps', async () => {
  const [user = ''] = await world.addCustomers(1)
  await settle(world, [user])
  await world.subscribe([user], 'pro')
  const run = world.start(await world.waitingRun(user))
  await run.ended
  await expectRest([user], 'linked')
  const asked = run.passage.doors.filter((door) => door.startsWith('db ') && !door.startsWith('db record_provision_steps'))
  expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(6)
})

it('six cancel in one statement → the brake lets three numbers go and stops → one of the others pays again and keeps theirs, a new customer is served → an admin resumes: the last two are given back', async () => {
  const users = await linkedCustomers(6)
  await world.run(`update public.phone_number_purchases set releasing_at = releasing_at - interval '2 hours' where releasing_at is not null`)
  await world.run(`update public.provision_settings set release_brake_floor = 3, release_brake_fraction = 0`)
  await world.subscribe(users, 'pro', 'cancelled')
  for (const user of users) await world.start(await world.waitingRun(user)).ended
  const kept = []
  for (const user of users) if ((await world.ownedSids(user)).length === 1) kept.push(user)
  expect(kept).toHaveLength(3)
  expect(await world.run(`select scope, error_code from public.provision_halts where halted_at is not null`)).toEqual([{ scope: 'release', error_code: 'release_brake' }])
  expect(await world.run(`select distinct status, waiting_for, failures from public.phone_provision_logs where subject_id = any($1::uuid[]) and finished_at is null`, [kept])).toEqual([
    { status: 'pending', waiting_for: 'release', failures: 0 },
  ])

  const [back = '', ...gone] = kept
  const [other = ''] = await world.addCustomers(1)
  await world.subscribe([back, other], 'pro')
  for (const user of [back, other]) await world.start(await world.waitingRun(user)).ended
  expect(await world.run(`select scope from public.provision_halts where halted_at is not null`)).toEqual([{ scope: 'release' }])
  for (const user of [back, other]) expect(await world.ownedSids(user)).toHaveLength(1)

  await world.resumeAll()
  await expectRest(gone, 'released')
  await expectRest([back, other], 'linked')
})
