import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import { Pool } from 'pg'
import { withClient } from '../local/stack/connect.ts'
import { loadSecrets } from '../local/stack/secrets.ts'
import type { Stack } from '../local/stack.ts'
import { startThrowAwayStack } from '../local/stack/throw-away-stack.ts'
import { CustomerModel } from './customer-model.ts'
import { Providers } from './providers.ts'

export type Customer = { id: string; model: CustomerModel }

/** The whole system, its customers and its staff. */
export type World = {
  stack: Stack
  pool: Pool
  providers: Providers
  customers: Customer[]
  /** Sessions of operators and one admin. */
  operators: string[]
  admin: string
  nudgeKey: string
  close(): Promise<void>
}

const operatorsPer = 4

// Everything that waits is shortened, so that a minute holds what takes hours.
const settings = {
  lease_ms: 13_000, attempt_ms: 12_000, provider_timeout_ms: 4000, nudge_timeout_ms: 2000, nudge_interval_ms: 2000,
  backoff_base_ms: 300, backoff_cap_ms: 3000, max_attempts: 6, max_in_flight: 12, drain_per_second: 20, drain_seconds: 2,
}

/** Starts a stack of its own: real Postgres, Deno and simulators, with this many customers on the free tier. */
export async function openWorld(o: { seed: number; users: number; signal: AbortSignal }): Promise<World> {
  const stack = await startThrowAwayStack('chaos', { app: false, seed: false, latency: 15, signal: o.signal })
  const secrets = loadSecrets(stack.stackDir)
  const sessionOf = (id: string) => makeSession(id, secrets.jwtSecret)
  const pool = new Pool({ connectionString: stack.database.url, max: 8 })
  pool.on('error', () => undefined)
  await prepare(stack.database.adminUrl)
  const staff = Array.from({ length: Math.ceil(o.users / operatorsPer) }, (_, n) => idOf(o.seed, 'staff', n))
  await addStaff(pool, staff)
  const customers = Array.from({ length: o.users }, (_, n) => ({ id: idOf(o.seed, 'customer', n), model: new CustomerModel() }))
  await addCustomers(pool, customers.map((customer) => customer.id))
  return {
    stack,
    pool,
    providers: new Providers({ twilio: stack.info.twilio_url, vapi: stack.info.vapi_url }),
    customers,
    operators: await Promise.all(staff.map(sessionOf)),
    admin: await sessionOf(stack.info.accounts.admin.id),
    nudgeKey: secrets.nudgeKey,
    close: async () => {
      await pool.end()
      await stack.stop()
    },
  }
}

// The same people for the same seed, so that a violation can be looked for again.
function idOf(seed: number, kind: string, n: number): string {
  const hex = createHash('md5').update(`${seed}:${kind}:${n}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

async function prepare(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const assignments = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
    await client.query(`update public.provision_settings set project_ref = 'local', activated_at = now(), ${assignments.join(', ')}`)
    await client.query(`update public.rollout_flags set percentage_bp = 10000, kill_switch = false`)
    await client.query(`update cron.job set schedule = '2 seconds' where jobname = 'dispatch_provision_runs'`)
    await client.query(`update cron.job set schedule = '5 seconds' where jobname = 'enqueue_provision_drift'`)
  })
}

async function addStaff(pool: Pool, ids: string[]): Promise<void> {
  await addUsers(pool, ids)
  await pool.query(`insert into public.staff_members (user_id, role, display_name) select x, 'operator', 'Operator' from unnest($1::uuid[]) x`, [ids])
}

async function addUsers(pool: Pool, ids: string[]): Promise<void> {
  await pool.query(
    `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
     select x, 'authenticated', 'authenticated', x || '@example.com', '{}', '{}', now(), now() from unnest($1::uuid[]) x`,
    [ids],
  )
}

async function addCustomers(pool: Pool, ids: string[]): Promise<void> {
  await addUsers(pool, ids)
  await pool.query(`insert into public.profiles (id, email) select x, x || '@example.com' from unnest($1::uuid[]) x on conflict (id) do nothing`, [ids])
  await pool.query(`insert into public.user_settings (user_id, vapi_assistant_id) select x, gen_random_uuid() from unnest($1::uuid[]) x on conflict (user_id) do nothing`, [ids])
  await pool.query(`insert into public.subscriptions (user_id, tier_type, status, current) select x, 'free', 'active', true from unnest($1::uuid[]) x`, [ids])
}

function makeSession(userId: string, jwtSecret: string): Promise<string> {
  return new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(jwtSecret))
}
