import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { control } from '../../local/providers/testing/providers.ts'
import { addQuietCustomers } from '../../local/seed/quiet-customers.ts'
import type { Stack } from '../../local/stack.ts'
import { startThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import type { Source } from './check.ts'

/** The whole system without its console: real Postgres, pg_net, pg_cron and Deno; leases and backoff are shrunk. */
export type RealStack = { stack: Stack; pool: Pool; source: Source; close(): Promise<void> }

const settings = {
  lease_ms: 7000, attempt_ms: 6500, provider_timeout_ms: 3000, backoff_base_ms: 50, backoff_cap_ms: 200, max_attempts: 50,
  nudge_interval_ms: 1000, nudge_timeout_ms: 1000, outage_faults: 1000,
} // prettier-ignore

/** Starts it with providers that take `latency` milliseconds for each call, and a sweep every second. */
export async function openRealStack(latency: number, change: Partial<Record<keyof typeof settings | 'max_in_flight', number>> = {}): Promise<RealStack> {
  const stack = await startThrowAwayStack('real', { app: false, seed: false, latency })
  const pool = new Pool({ connectionString: stack.database.adminUrl, max: 4 })
  pool.on('error', () => undefined)
  const source: Source = {
    run: async (sql, values = []) => (await pool.query(sql, values)).rows,
    control: (provider, method, name, body) => control({ url: provider === 'twilio' ? stack.info.twilio_url : stack.info.vapi_url }, method, name, body),
  }
  const values = Object.entries({ ...settings, ...change }).map(([name, value]) => `${name} = ${value}`)
  await pool.query(`update public.provision_settings set project_ref = 'local', activated_at = now(), ${values.join(', ')}`)
  await pool.query(`update public.rollout_flags set percentage_bp = 10000`)
  await pool.query(`update cron.job set schedule = '1 seconds' where jobname = 'dispatch_provision_runs'`)
  const close = async (): Promise<void> => {
    await pool.end()
    await stack.stop()
  }
  return { stack, pool, source, close }
}

/** Customers on the free tier with an assistant, as they were long ago: nothing is queued for them. */
export async function addFreeCustomers(pool: Pool, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await addQuietCustomers(pool, ids, { assistant: true })
  return ids
}

/** Resolves when no more than `left` of these customers' runs are under way or waiting. */
export async function rest(source: Source, users: string[], left = 0): Promise<void> {
  const count = () => source.run<{ n: number }>(`select count(*)::int as n from public.phone_provision_logs where subject_id = any($1::uuid[]) and finished_at is null`, [users])
  while (((await count())[0]?.n ?? 0) > left) await sleep(50)
}
