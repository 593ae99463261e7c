import { afterAll, beforeAll, expect, it } from 'vitest'
import { customer, expectRest, upgrade } from './customers.ts'
import { later } from './later.ts'
import { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await World.open()
  await world.run(`select vault.create_secret('http://127.0.0.1:9/functions', 'provision_function_url'), vault.create_secret('nudge', 'provision_nudge_key')`)
  // Those whom the drift scan finds come in at the rollout's pace.
  await world.run(`update public.rollout_flags set entries_per_minute = 6000`)
})
afterAll(() => world.close())

// Here and not in pgTAP: the role of those tests may neither replace net.wake nor commit, and a wake is only sent by a commit.
it('pg_net sleeps through its wake-up → the next sweep wakes it, also with nothing to nudge', async () => {
  const session = await world.pool.connect()
  const woken: string[] = []
  session.on('notification', (message) => woken.push(message.channel))
  try {
    await session.query('listen pg_net_wake')
    const { rows } = await session.query<{ swept: unknown }>('select private.dispatch_provision_runs() as swept')
    expect(rows).toEqual([{ swept: { reclaimed: 0, enqueued: 0, nudged: 0 } }])
    await expect.poll(() => woken, { timeout: 5000 }).toEqual(['pg_net_wake'])
  } finally {
    // Closed, not given back: whoever got it next would go on listening.
    session.release(true)
  }
})

async function upgraded(): Promise<{ user: string; run: number }> {
  const user = await customer(world)
  return { user, run: await upgrade(world, user) }
}

it('the number is bought → the database goes away for longer than a worker waits → it comes back: the same number is recorded, none is given back', async () => {
  const { user, run } = await upgraded()
  const worker = world.start(run, { door: 'db record_purchase #1', way: 'database away' })
  await worker.ended
  await world.doors.databaseBack()
  await expectRest(world, user, 'linked')
  expect(await world.ownedSids(user)).toHaveLength(1)

  // What the worker saw meanwhile is told once, when it is back; then the rule fires.
  expect(await world.run(`select reporter, failures > 0 as some from private.connection_failures`)).toEqual([{ reporter: 'functions', some: true }])
  await world.run(`select private.evaluate_alerts()`)
  expect(await world.run(`select state from public.alert_incidents where rule = 'database_connections'`)).toEqual([{ state: 'firing' }])
})

it('the number is gone at Twilio → a check fails → a renewal looks for itself and fails too → it is back → a retry finds it, and only then the customer is well', async () => {
  const { user } = await upgraded()
  await expectRest(world, user, 'linked')
  const [staff = ''] = await world.addStaff(1)
  const [sid = ''] = await world.ownedSids(user)
  const standing = () => world.run<{ word: string }>(`select status || ' ' || reason_code as word from public.provision_customers where user_id = $1`, [user])
  await world.control('twilio', 'PUT', 'faults', [{ method: 'GET', path: `*/IncomingPhoneNumbers/${sid}.json`, status: 404, body: { code: 20404, message: 'gone', status: 404 } }])
  await world.press(staff, user, 'check', null).ended
  expect(await world.lastRun(user)).toMatchObject({ status: 'failed', error_code: 'number_missing' })
  await world.subscribe([user], 'pro', 'trialing')
  await world.start(await world.waitingRun(user)).ended
  expect(await world.lastRun(user)).toMatchObject({ status: 'failed', error_code: 'number_missing' })
  await world.control('twilio', 'PUT', 'faults', [])
  expect(await standing()).toEqual([{ word: 'needs_attention number_missing' }])
  await world.press(staff, user, 'retry', null).ended
  expect(await standing()).toEqual([{ word: 'working paid' }])
  await expectRest(world, user, 'linked')
})

it('pg_net loses its queue → the sweep nudges the run again', async () => {
  const { user } = await upgraded()
  await world.run(`delete from net.http_request_queue`)
  await world.run(`update public.phone_provision_logs set nudged_at = clock_timestamp() - interval '1 hour' where subject_id = $1 and nudged_at is not null`, [user])
  await world.run(`select private.dispatch_provision_runs()`)
  const queued = await world.run<{ n: number }>(`select count(*)::int as n from net.http_request_queue where convert_from(body, 'utf8')::jsonb ->> 'user_id' = $1`, [user])
  expect(queued).toEqual([{ n: 1 }])
  await expectRest(world, user, 'linked')
})

it('pg_net is gone → a run ends, another is due, the sweep comes by: nobody fails for want of a nudge', async () => {
  const [first, second] = [await upgraded(), await upgraded()]
  await world.run(`alter function net.http_post rename to http_post_away; alter function net.wake rename to wake_away`)
  try {
    await world.run(`update public.phone_provision_logs set nudged_at = null where id = $1`, [second.run])
    expect(await world.start(first.run).ended).toBe(true)
    expect(await world.lastRun(first.user)).toMatchObject({ status: 'succeeded' })
    await world.run(`select private.dispatch_provision_runs()`)
    expect(await world.run(`select nudged_at from public.phone_provision_logs where id = $1`, [second.run])).toEqual([{ nudged_at: null }])
  } finally {
    await world.run(`alter function net.http_post_away rename to http_post; alter function net.wake_away rename to wake`)
  }
  await expectRest(world, second.user, 'linked')
})

it('a worker dies → pg_cron is an hour late → its first sweep takes the run back', async () => {
  const { user, run } = await upgraded()
  await world.abandonAt(run, { door: 'twilio buy #1', way: 'killed after' })
  await world.run(`update public.phone_provision_logs set claimed_at = claimed_at - interval '1 hour' where subject_id = $1`, [user])
  await expectRest(world, user, 'linked')
})

for (const [skew, ms] of [['a day ahead', 86_400_000], ['a day behind', -86_400_000]] as const) {
  it(`a worker’s wall clock is ${skew}: it buys, dies, and the next one still knows the number as ours`, async () => {
    const { user, run } = await upgraded()
    await world.abandonAt(run, { door: 'twilio buy #1', way: 'killed after' }, { date: () => new Date(Date.now() + ms) })
    await expectRest(world, user, 'linked')
    expect(await world.ownedSids(user)).toHaveLength(1)
  })
}

it('a deploy starts a new worker while the old one is in the middle of a run: the new one is refused, the old one ends it', async () => {
  const { user, run } = await upgraded()
  const go = later()
  const old = world.start(run, { door: 'twilio buy #1', way: { held: 'after', until: go.promise } })
  await old.passage.reach('twilio buy #1')
  const fresh = world.start(run)
  await fresh.ended
  expect(fresh.passage.doors).toEqual(['db claim_provision_run #1'])
  go.resolve()
  await old.ended
  await expectRest(world, user, 'linked')
})

it('a lock meets the trigger → the billing write commits all the same → the drift scan finds the user', async () => {
  const user = await customer(world)
  const runs = await world.countRuns(user)
  const locker = await world.pool.connect()
  try {
    await locker.query('begin; lock table public.phone_provision_logs in access exclusive mode')
    await world.run(`update public.subscriptions set tier_type = 'pro' where user_id = $1`, [user])
  } finally {
    await locker.query('rollback')
    locker.release()
  }
  expect(await world.run(`select tier_type from public.subscriptions where user_id = $1`, [user])).toEqual([{ tier_type: 'pro' }])
  expect(await world.countRuns(user)).toBe(runs)
  await world.run(`select private.enqueue_provision_drift()`)
  await expectRest(world, user, 'linked')
})

it('a lock meets the trigger of 200 rows in one statement under the host’s own time-out → the first waits a quarter of a second, the others not at all: the statement commits, and nobody is forgotten', async () => {
  const users = await world.addSilently(200)
  const locker = await world.pool.connect()
  const host = await world.pool.connect()
  try {
    await locker.query('begin; lock table public.phone_provision_logs in access exclusive mode')
    // Were each row to wait for itself, they would take 50 s.
    await host.query(`set statement_timeout = '20s'`)
    await host.query(`update public.subscriptions set tier_type = 'pro' where user_id = any($1::uuid[])`, [users])
  } finally {
    await locker.query('rollback')
    locker.release()
    await host.query('reset statement_timeout')
    host.release()
  }
  expect(await world.run(`select distinct tier_type from public.subscriptions where user_id = any($1::uuid[])`, [users])).toEqual([{ tier_type: 'pro' }])
  await world.run(`select private.enqueue_provision_drift()`)
  expect(await world.run(`select count(distinct subject_id)::int as n from public.phone_provision_logs where subject_id = any($1::uuid[])`, [users])).toEqual([{ n: 200 }])
  await world.run(`update public.phone_provision_logs set status = 'skipped', finished_at = now(), next_attempt_at = null where subject_id = any($1::uuid[])`, [users])
})

it('a table of ours is broken → subscriptions are written as ever', async () => {
  const user = await customer(world)
  await world.run(`alter table public.phone_provision_logs add constraint broken check (id < 0) not valid`)
  await world.run(`update public.subscriptions set tier_type = 'pro' where user_id = $1`, [user])
  await world.run(`delete from public.phone_numbers where user_id = $1`, [user])
  await world.run(`alter table public.phone_provision_logs drop constraint broken`)
  await world.run(`select private.enqueue_provision_drift()`)
  await expectRest(world, user, 'linked')
})

it('1,000 upgrades in one statement: as many nudges as the cap, never more at work than the cap, and every run is there', async () => {
  const cap = 20
  await world.run(`update public.provision_settings set max_in_flight = $1`, [cap])
  const users = await world.addSilently(1000)
  await world.run(`delete from net.http_request_queue`)
  await world.subscribe(users, 'pro')
  const waiting = () => world.run<{ n: number }>(`select count(*)::int as n from public.phone_provision_logs where subject_id = any($1::uuid[]) and status = 'pending'`, [users])
  expect(await waiting()).toEqual([{ n: 1000 }])
  expect((await world.run<{ n: number }>(`select count(*)::int as n from net.http_request_queue`))[0]?.n).toBe(cap)
  const claims = await world.run<{ claimed: boolean }>(
    `select (public.claim_provision_run(id, 'local') ->> 'claimed')::boolean as claimed from public.phone_provision_logs where subject_id = any($1::uuid[]) order by id limit 100`, [users]) // prettier-ignore
  expect(claims.filter((claim) => claim.claimed)).toHaveLength(cap)
  expect(await waiting()).toEqual([{ n: 1000 - cap }])
  await world.run(`update public.phone_provision_logs set status = 'skipped', finished_at = now(), next_attempt_at = null, lease_expires_at = null where subject_id = any($1::uuid[])`, [users])
  await world.run(`update public.provision_settings set max_in_flight = 500`)
})

it('100,000 subscriptions change in one statement: it commits, each has its run, and as many are nudged as may be at work', async () => {
  const users = await world.addSilently(100_000)
  await world.run(`delete from net.http_request_queue`)
  await world.subscribe(users, 'pro')
  expect((await world.run<{ n: number }>(`select count(*)::int as n from net.http_request_queue`))[0]?.n).toBeLessThanOrEqual(500)
  const rows = await world.run<{ n: number }>(`select count(distinct subject_id)::int as n from public.phone_provision_logs where subject_id = any($1::uuid[])`, [users])
  expect(rows).toEqual([{ n: 100_000 }])
}, 480_000)
