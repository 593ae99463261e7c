import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { World } from './world.ts'

// Two sessions of the database, two admins, both with the same page before them. The second waits for the first, and is told.

const ben = randomUUID()
let world: World
beforeAll(async () => {
  world = await World.open()
  await world.run(`insert into auth.users (id, email) values ($1, 'ben@example.com')`, [ben])
  await world.run(`insert into public.staff_members (user_id, role, display_name) values ($1, 'admin', 'Ben')`, [ben])
  await world.run(`update public.staff_members set display_name = 'Ada' where user_id = $1`, [world.admin])
})
afterAll(() => world.close())

async function signIn(admin: string): Promise<PoolClient> {
  const client = await world.pool.connect()
  await client.query('begin')
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: admin, role: 'authenticated' })])
  await client.query(`set local role authenticated`)
  return client
}

async function untilItWaits(client: PoolClient, pid: number): Promise<void> {
  await expect.poll(async () => (await client.query(`select wait_event_type from pg_stat_activity where pid = $1`, [pid])).rows[0]).toEqual({ wait_event_type: 'Lock' })
}

/** Ada acts and commits while Ben, who saw the same page, acts as well: what Ben is told. */
async function bothDo(ada: string, benSql: string, values: unknown[]): Promise<{ code: string; message: string }> {
  const [first, second, watcher] = [await signIn(world.admin), await signIn(ben), await world.pool.connect()]
  try {
    const pid = Number((await second.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid)
    await first.query(ada, values)
    const late = second.query(benSql, values).then(
      () => ({ code: 'saved', message: '' }),
      (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
    )
    await untilItWaits(watcher, pid)
    await first.query('commit')
    return await late
  } finally {
    for (const client of [first, second, watcher]) {
      await client.query('rollback')
      client.release()
    }
  }
}

const version = async () => (await world.run<{ version: number }>(`select version from public.rollout_flags where key = 'phone_provisioning'`))[0]?.version

it('two percentages at once: the first is saved, the second admin is told by whom, to what and when', async () => {
  const told = await bothDo(`select public.set_rollout_percentage(2500, 'A quarter', $1)`, `select public.set_rollout_percentage(5000, 'Half', $1)`, [await version()])
  expect(told).toEqual({ code: 'PT409', message: expect.stringMatching(/^Not saved\. Ada changed [\d.]+% to 25\.00% \d+ s before you\.$/) })
  expect(await world.run(`select percentage_bp from public.rollout_flags`)).toEqual([{ percentage_bp: 2500 }])
})

it('two limits of the guard at once: no value of the second is mixed in', async () => {
  const told = await bothDo(
    `select public.set_rollout_limits('{"window_minutes": 90}', 'Slow week', $1)`,
    `select public.set_rollout_limits('{"failure_limit": 0.2}', 'Noisy week', $1)`,
    [await version()],
  )
  expect(told).toEqual({ code: 'PT409', message: expect.stringMatching(/^Not saved\. Ada changed the guard's limits/) })
  expect(await world.run(`select window_minutes, failure_limit::float from public.rollout_guards`)).toEqual([{ window_minutes: 90, failure_limit: 0.05 }])
})

it('two resume the guard at once: the second is told that it holds no more', async () => {
  await world.run(`update public.rollout_guards set state = 'holding', reason = 'Twilio errors passed 10%.'`)
  const sql = `select public.resume_rollout_guard('Twilio is well') where $1::int is not null`
  const told = await bothDo(sql, sql, [1])
  expect(told).toEqual({ code: 'PT409', message: expect.stringMatching(/^Nothing to resume: .*Ada resumed the rollout/) })
  expect(await world.run(`select count(*)::int as n from public.staff_actions where action = 'resume_rollout'`)).toEqual([{ n: 1 }])
})

it('two change one alert rule at once: the second is told', async () => {
  const rule = await world.run<{ at: string }>(`select updated_at::text as at from public.alert_rules where key = 'stuck_queue'`)
  const told = await bothDo(
    `select public.change_alert_rule('stuck_queue', '{"threshold": 240}', $1::timestamptz, 'Batches')`,
    `select public.change_alert_rule('stuck_queue', '{"threshold": 60, "recover_below": 10}', $1::timestamptz, 'Sooner')`,
    [rule[0]?.at],
  )
  expect(told).toEqual({ code: 'PT409', message: expect.stringMatching(/^Not changed: somebody changed this rule/) })
  expect(await world.run(`select threshold::int, recover_below::int from public.alert_rules where key = 'stuck_queue'`)).toEqual([{ threshold: 240, recover_below: 30 }])
})
