import { afterAll, beforeAll, expect, it } from 'vitest'
import { customer, expectRest, linkedCustomer, numbersOf } from './customers.ts'
import { settle } from './settle.ts'
import { World } from './world.ts'

// The product writes its own tables as it pleases: in steps, in one transaction, or in one that stays open.

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

it('the host clears current in one request → sets another row current in the next: the number is never touched', async () => {
  const user = await linkedCustomer(world)
  const before = await numbersOf(world, user)
  await world.run(`update public.subscriptions set current = false where user_id = $1`, [user])
  await settle(world, [user])
  await world.run(`insert into public.subscriptions (user_id, tier_type, status, current) values ($1, 'max', 'active', true)`, [user])
  await expectRest(world, user, 'linked')
  expect(await numbersOf(world, user)).toEqual(before)
})

it('the product deletes its row of the number and writes it again in one transaction: the number is kept', async () => {
  const user = await linkedCustomer(world)
  const before = await numbersOf(world, user)
  await world.run(`with gone as (delete from public.phone_numbers where user_id = $1 returning user_id, provider, provider_number_id, e164_number, status)
    insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status) select * from gone`, [user]) // prettier-ignore
  await expectRest(world, user, 'linked')
  expect(await numbersOf(world, user)).toEqual(before)
})

it('a cancellation sits in an open transaction → a later run finishes → it commits: it is not superseded and the number is given back', async () => {
  const user = await linkedCustomer(world)
  const client = await world.pool.connect()
  try {
    await client.query('begin')
    await client.query(`update public.subscriptions set status = 'cancelled' where user_id = $1`, [user])
    await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])
    await expectRest(world, user, 'linked')
    await client.query('commit')
  } finally {
    client.release()
  }
  await expectRest(world, user, 'released')
})

it('a host transaction that stays open locks a purchase → a worker of it has died: the sweep serves everybody else', async () => {
  const [locked, other] = [await linkedCustomer(world), await customer(world)]
  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [locked])
  await world.abandonAt(await world.waitingRun(locked), { door: 'vapi set assistant #1', way: 'killed before' })
  const client = await world.pool.connect()
  try {
    await client.query('begin')
    await client.query(`select id from public.phone_number_purchases where user_id = $1 for update`, [locked])
    await world.subscribe([other], 'pro')
    await expectRest(world, other, 'linked')
    await client.query('rollback')
  } finally {
    client.release()
  }
  await expectRest(world, locked, 'linked')
})

it('the product deletes an account and leaves its transaction open → nobody waits for it: not the worker, not the sweep, not the others; it rolls back: the customer is served', async () => {
  const [leaving, other, coming] = [await linkedCustomer(world), await customer(world), await customer(world)]
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
    await expectRest(world, other, 'linked')
    await world.run('select private.dispatch_provision_runs()')
    expect(await world.run('select user_id from private.customer_refresh_queue where user_id = $1', [coming])).toEqual([])
    await client.query('rollback')
  } finally {
    client.release()
  }
  await expectRest(world, leaving, 'linked')
})

it('the end of a release holds the run and wants the number’s row → the product holds that row and wants the run: the engine gives way, the product is not refused', async () => {
  const user = await linkedCustomer(world)
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
  await expectRest(world, user, 'released')
})
