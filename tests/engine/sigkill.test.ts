import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { control } from '../../local/providers/testing/providers.ts'
import { removeStack } from '../../local/stack/remove-stack.ts'
import { startStack, type Stack } from '../../local/stack.ts'
import { Snapshot, type Source, type Wanted } from './check.ts'

let stack: Stack
let pool: Pool
let source: Source
const stackDir = mkdtempSync(join(tmpdir(), 'switchboard-sigkill-'))

beforeAll(async () => {
  // Slow enough providers for a worker to be met in the middle of each of its steps, the first 100 ms of which are not announced.
  stack = await startStack({ stackDir, app: false, seed: false, latency: 400 })
  pool = new Pool({ connectionString: stack.database.adminUrl, max: 4 })
  source = {
    run: async (sql, values = []) => (await pool.query(sql, values)).rows,
    control: (provider, method, name, body) => control({ url: provider === 'twilio' ? stack.info.twilio_url : stack.info.vapi_url }, method, name, body),
  }
  await pool.query(`update public.provision_settings set project_ref = 'local', activated_at = now(), lease_ms = 7000, attempt_ms = 6500, provider_timeout_ms = 3000,
    backoff_base_ms = 50, backoff_cap_ms = 200, max_attempts = 50, nudge_interval_ms = 1000, nudge_timeout_ms = 1000, outage_faults = 1000`)
  await pool.query(`update public.rollout_flags set percentage_bp = 10000`)
  await pool.query(`update cron.job set schedule = '1 seconds' where jobname = 'dispatch_provision_runs'`)
})
afterAll(async () => {
  await pool.end()
  await stack.stop()
  removeStack(stackDir)
})

const tierTo = (tier: string, status = 'active') => (user: string) => source.run(`update public.subscriptions set tier_type = $2, status = $3 where user_id = $1`, [user, tier, status])
const newAssistant = (user: string) => source.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])

const plans: { plan: string; before: ((user: string) => Promise<unknown>)[]; setOff: (user: string) => Promise<unknown>; killAt: string[]; wanted: Wanted }[] = [
  { plan: 'assign', before: [], setOff: tierTo('pro'), killAt: ['buy_number'], wanted: 'linked' },
  { plan: 'adopt', before: [], setOff: tierTo('pro'), killAt: ['buy_number', 'look_up_number'], wanted: 'linked' },
  { plan: 'pause', before: [tierTo('pro')], setOff: tierTo('free'), killAt: ['unlink_assistant'], wanted: 'paused' },
  { plan: 'resume', before: [tierTo('pro'), tierTo('free')], setOff: tierTo('pro'), killAt: ['link_assistant'], wanted: 'linked' },
  { plan: 'release', before: [tierTo('pro')], setOff: tierTo('pro', 'cancelled'), killAt: ['release_number'], wanted: 'released' },
  { plan: 'relink', before: [tierTo('pro')], setOff: newAssistant, killAt: ['link_assistant'], wanted: 'linked' },
]

for (const { plan, before, setOff, killAt, wanted } of plans) {
  it(`${plan}: the real Deno process is killed at ${killAt.join(', and its successor at ')} → the sweep takes the run back → all agree`, { timeout: 120_000 }, async () => {
    const user = await addCustomer()
    for (const step of before) {
      await step(user)
      await rest(user)
    }
    await setOff(user)
    for (const [index, step] of killAt.entries()) {
      await standing(user, step, index + 1)
      await stack.functions?.kill('phone-number-provision')
    }
    await rest(user)
    expect((await Snapshot.take(source, [user])).complaints(user, wanted)).toEqual([])
    const [run] = await source.run<{ attempt: number }>(`select max(attempt)::int as attempt from public.phone_provision_logs where subject_id = $1`, [user])
    expect(run?.attempt).toBeGreaterThan(killAt.length)
  })
}

async function addCustomer(): Promise<string> {
  const user = randomUUID()
  await source.run(
    `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
     values ($1::uuid, 'authenticated', 'authenticated', ($1::uuid)::text || '@example.com', '{}', '{}', now(), now())`,
    [user],
  )
  await source.run(`insert into public.user_settings (user_id, vapi_assistant_id) values ($1, gen_random_uuid()) on conflict (user_id) do update set vapi_assistant_id = excluded.vapi_assistant_id`, [user])
  await source.run(`insert into public.subscriptions (user_id, tier_type, status, current) values ($1, 'free', 'active', true)`, [user])
  await rest(user)
  return user
}

/** Until a worker of the n-th attempt stands in this step. */
async function standing(user: string, step: string, attempt: number): Promise<void> {
  const asked = `select 1 from public.phone_provision_logs where subject_id = $1 and status = 'processing' and current_step = $2 and attempt >= $3`
  while ((await source.run(asked, [user, step, attempt])).length === 0) await sleep(10)
}

async function rest(user: string): Promise<void> {
  while ((await source.run(`select 1 from public.phone_provision_logs where subject_id = $1 and finished_at is null`, [user])).length > 0) await sleep(50)
}
