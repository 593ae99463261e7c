import { afterAll, beforeAll, expect, it } from 'vitest'
import { Snapshot } from './check.ts'
import { addFreeCustomers, openRealStack, rest, type RealStack } from './real-stack.ts'

const cap = 20
// `npm run bench:engine` lets 1,000 go; SWITCHBOARD_BURST=1000 does so here.
const customers = Number(process.env['SWITCHBOARD_BURST'] ?? 300)
let real: RealStack
beforeAll(async () => {
  // Nobody is to be nudged twice or taken over because the machine is busy: who waits, waits for a finish.
  real = await openRealStack(0, { max_in_flight: cap, lease_ms: 90_000, attempt_ms: 60_000, provider_timeout_ms: 15_000, nudge_interval_ms: 15_000, nudge_timeout_ms: 5000 })
})
afterAll(() => real.close())

it(`${customers} upgrade in one statement while the sweep sleeps → each finish starts the next → Twilio and VAPI never have more at once than the cap, and every customer has a number that answers`, { timeout: 400_000 }, async () => {
  const { source, pool } = real
  const users = await addFreeCustomers(pool, customers)
  for (const provider of ['twilio', 'vapi'] as const) await source.control(provider, 'PUT', 'settings', { concurrency_limit: cap })
  await pool.query(`update cron.job set active = false where jobname in ('dispatch_provision_runs', 'enqueue_provision_drift')`)
  const { rowCount } = await pool.query(`update public.subscriptions set tier_type = 'pro' where user_id = any($1::uuid[])`, [users])
  expect(rowCount).toBe(customers)
  // A nudge may be lost at the very end, when nobody is left whose finish would send it again: the last few are the sweep's.
  await rest(source, users, cap)
  await pool.query(`update cron.job set active = true where jobname = 'dispatch_provision_runs'`)
  await rest(source, users)

  const snapshot = await Snapshot.take(source, users)
  expect(users.flatMap((user) => snapshot.complaints(user, 'linked').map((complaint) => `${user}: ${complaint}`))).toEqual([])
  expect(snapshot.unexplained()).toEqual([])
  for (const provider of ['twilio', 'vapi'] as const) {
    const asked = await source.control<{ status: number | null }[]>(provider, 'GET', 'requests')
    expect(asked.length).toBeGreaterThan(customers)
    expect(asked.filter((request) => request.status === 429)).toEqual([])
  }
  expect(await source.run(`select distinct status, source, failures from public.phone_provision_logs where subject_id = any($1::uuid[])`, [users])).toEqual([{ status: 'succeeded', source: 'trigger', failures: 0 }])
})
