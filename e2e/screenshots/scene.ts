import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { z } from 'zod'
import { seedHistory } from '../../local/seed/history.ts'
import { seedInventory } from '../../local/seed/inventory.ts'
import { demoUserId, type NewCustomer } from '../../local/seed/people.ts'
import { changeSubscription } from '../../local/seed/subscribe.ts'
import { seedTroubles } from '../../local/seed/troubles.ts'
import { addCustomer, hashDemoPassword } from '../../local/seed/users.ts'
import type { StackInfo } from '../../local/stack/stack-info.ts'
import { providerControl } from '../fixtures/providers.ts'
import { rpcAs } from '../fixtures/rollout.ts'

/** What the pictures are about, by what is addressed. */
export type Scene = { info: StackInfo; db: Client; runId: number; jobId: number; incidentId: number }

const paying = (name: string, city: string, state: string): NewCustomer => ({ email: `${name}@example.com`, city, state, tier: 'free', status: 'active', assistant: true })

/** The one whose purchase got no answer. */
const lost = paying('bookings.reno', 'Reno', 'NV')

/** Those who upgrade while Twilio does not answer. */
const unlucky = [
  paying('dispatch.omaha', 'Omaha', 'NE'),
  paying('clinic.dayton', 'Dayton', 'OH'),
  paying('hello.bakery', 'Salem', 'OR'),
  paying('leasing.provo', 'Provo', 'UT'),
  paying('garage.toledo', 'Toledo', 'OH'),
  paying('vet.spokane', 'Spokane', 'WA'),
  paying('salon.lubbock', 'Lubbock', 'TX'),
  paying('tours.santafe', 'Santa Fe', 'NM'),
]

/** Those whose number is being bought while the picture is taken: one for each picture. */
const atWork = ['studio.laredo', 'taxi.boulder', 'cafe.duluth', 'dojo.sedona', 'yard.fargo', 'books.elpaso', 'gym.tacoma', 'bike.durango'].map((name) => paying(name, 'Laredo', 'TX'))

/** Two days of demo, the demo's own troubles, then an outage with all that follows from it. Done once; again it only looks. */
export async function setTheScene(info: StackInfo, db: Client): Promise<Scene> {
  await seedHistory(info.db_url)
  if ((await seedTroubles(info)) > 0) await seedInventory(info)
  await untilAtRest(db)
  if ((await count(db, `select 1 from auth.users where id = $1`, [demoUserId(unlucky[0]?.email ?? '')])) === 0) await goThroughAnOutage(info, db)
  return { info, db, runId: await idOf(db, failedRun), jobId: await idOf(db, lastJob), incidentId: await idOf(db, firing) }
}

const failedRun = `select r.id from public.phone_provision_logs r join public.profiles p on p.id = r.subject_id where p.email = 'bookings.reno@example.com' and r.status = 'failed' order by r.id limit 1`
const lastJob = `select id from public.bulk_jobs order by id desc limit 1`
const firing = `select id from public.alert_incidents where rule = 'twilio_errors' order by id desc limit 1`

async function goThroughAnOutage(info: StackInfo, db: Client): Promise<void> {
  const twilio = providerControl(info.twilio_url)
  const hash = await hashDemoPassword(db)
  for (const customer of [lost, ...unlucky]) await addCustomer(db, customer, hash)
  // Nobody is spared by an outage that was noticed in time, or by a guard that holds.
  await db.query(`update public.provision_settings set max_attempts = 3, backoff_base_ms = 400, backoff_cap_ms = 800, outage_faults = 1000`)
  await letGo(db)
  await twilio.setFaults([{ method: 'POST', path: '*/IncomingPhoneNumbers.json', drop: 'after' }, { method: 'GET', path: '*/IncomingPhoneNumbers.json*', status: 503 }])
  await changeSubscription(db, demoUserId(lost.email), { tier: 'pro' })
  await untilAtRest(db)
  await twilio.setFaults([{ method: 'GET', path: '*AvailablePhoneNumbers*', status: 503 }])
  for (const { email } of unlucky) await changeSubscription(db, demoUserId(email), { tier: 'pro' })
  await untilAtRest(db)
  await twilio.setFaults([])
  await db.query(`update public.provision_settings set max_attempts = default, backoff_base_ms = default, backoff_cap_ms = default, outage_faults = default`)
  await compareNumbers(info, db)
  await mendTogether(info, db)
  await db.query(`update public.alert_rules set for_seconds = 0 where key in ('twilio_errors', 'provisioning_failures')`)
  await until(db, `select 1 from public.alert_incidents where rule = 'twilio_errors' and state = 'firing'`)
  await db.query(`select private.sample_resources()`)
}

/** With limits that nothing passes the guard finds all healthy; one that holds already, as on a machine at its limit, is resumed. */
async function letGo(db: Client): Promise<void> {
  await db.query(`update public.rollout_guards set failure_limit = 1, twilio_limit = 1, vapi_limit = 1, resumed_at = clock_timestamp(), state = 'not_enough_data', reason = null, since = clock_timestamp()`)
  await until(db, `select 1 from public.rollout_guards where state <> 'holding'`)
}

/** From here on the guard judges by its own limits, and holds. */
export async function holdBack({ db }: Scene): Promise<void> {
  await db.query(`update public.rollout_guards set failure_limit = default, twilio_limit = default, vapi_limit = default, resumed_at = null`)
  await until(db, `select 1 from public.rollout_guards where state = 'holding'`)
}

/** Some of those who failed are tried again together. */
async function mendTogether(info: StackInfo, db: Client): Promise<void> {
  const failed = await db.query<{ user_id: string }>(`select user_id from public.provision_customers where status = 'needs_attention' and email like '%@demo.example' order by since limit 12`)
  // Three of them have lost their assistant meanwhile.
  for (const { user_id: id } of failed.rows.slice(0, 3)) await deleteAssistant(info, db, id)
  const what = { p_scope: { kind: 'customers', user_ids: failed.rows.map(({ user_id: id }) => id) }, p_action: 'mend', p_safe_codes: ['20503', 'timeout'] }
  const preview = await rpcAs(info, 'operator', 'preview_bulk', what)
  const { refused } = await rpcAs(info, 'operator', 'create_bulk_job', {
    ...what,
    p_reason: 'Twilio answers again',
    p_expected: failed.rows.length,
    p_people: z.object({ people: z.string() }).parse(preview.data).people,
    p_idempotency_key: randomUUID(),
  })
  if (refused) throw new Error(refused)
}

async function deleteAssistant(info: StackInfo, db: Client, userId: string): Promise<void> {
  const { rows } = await db.query<{ id: string }>(`select vapi_assistant_id as id from public.user_settings where user_id = $1`, [userId])
  const answer = await fetch(`${info.vapi_url}/__control/assistants/${rows[0]?.id}`, { method: 'DELETE' })
  if (!answer.ok) throw new Error(`VAPI did not delete the assistant: ${answer.status}`)
}

/** The numbers are compared twice, as it takes to judge them. */
async function compareNumbers(info: StackInfo, db: Client): Promise<void> {
  await db.query(`update public.provision_settings set inventory_confirm_minutes = 0`)
  for (const round of [1, 2]) {
    const { refused } = await rpcAs(info, 'operator', 'request_inventory_comparison', { p_idempotency_key: `pictures-${round}` })
    if (refused) throw new Error(refused)
    await until(db, `select 1 from (select state from public.inventory_comparisons order by id desc limit 1) c where state = 'complete'`)
  }
}

/** Lets one more customer upgrade, with a purchase that takes its time; their id. */
export async function upgradeSlowly({ info, db }: Scene): Promise<string> {
  const known = await db.query<{ email: string }>(`select email from public.profiles`)
  const customer = atWork.find(({ email }) => !known.rows.some((row) => row.email === email))
  if (!customer) throw new Error('Everybody who could be at work has been: start with a fresh stack.')
  const id = demoUserId(customer.email)
  await providerControl(info.twilio_url).setFaults([{ method: 'POST', path: '*/IncomingPhoneNumbers.json', latency_ms: 13_000 }])
  await addCustomer(db, customer, await hashDemoPassword(db))
  await changeSubscription(db, id, { tier: 'pro' })
  await until(db, `select 1 from public.phone_provision_steps where user_id = '${id}' and step = 'record_intent'`)
  return id
}

async function untilAtRest(db: Client): Promise<void> {
  await until(db, `select 1 where not exists (select 1 from public.phone_provision_logs where status in ('pending', 'processing', 'retry_scheduled') and coalesce(waiting_for, '') <> 'guard_holding')`)
}

async function until(db: Client, sql: string): Promise<void> {
  for (let tries = 0; (await count(db, sql)) === 0; tries += 1) {
    if (tries > 600) throw new Error(`The scene never came to this: ${sql}`)
    await db.query('select private.dispatch_provision_runs(), private.judge_and_notify(), private.evaluate_rollout_guard()')
    await delay(300)
  }
}

async function count(db: Client, sql: string, values: unknown[] = []): Promise<number> {
  return (await db.query(sql, values)).rowCount ?? 0
}

async function idOf(db: Client, sql: string): Promise<number> {
  const { rows } = await db.query<{ id: string }>(sql)
  if (!rows[0]) throw new Error(`There is nothing to show: ${sql}`)
  return Number(rows[0].id)
}
