import type { Client } from 'pg'

/** What came of those who had waited: who waits still, whom the old system took, and of whom nobody was told. All others have a number by now, or want none. */
export type Drained = { waiting: string[]; taken: string[]; untold: string[] }

/** Customers who wait for a number that only the old system can give them now: by a run, or after one that failed. */
export async function listWaiting(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct r.subject_id as id from public.phone_provision_logs r
     where r.status in ('pending', 'retry_scheduled', 'processing')
       and not exists (
         select 1 from public.phone_number_purchases p
         where p.user_id = r.subject_id and p.state in ('intended', 'purchased', 'recorded', 'releasing'))
       and exists (
         select 1 from public.subscriptions s
         where s.user_id = r.subject_id and s.current and private.subscription_verdict(s.tier_type, s.status) = 'paid')
     union select b.user_id from private.left_behind b
     order by 1`,
  )
  return rows.map((row) => row.id)
}

/**
 * Paying customers whose run ended since the kill switch went on without anybody being told, since no old system is configured (OLD_SYSTEM_URL).
 * They wait in no queue any more and nobody serves them, so that a repeated rollback must still name them.
 */
export async function listUntold(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `with killed as materialized (
       select coalesce((
         select max(c.created_at) from public.rollout_changes c
         where c.kind = 'stop' and (c.new_value ->> 'kill_switch')::boolean and not (c.old_value ->> 'kill_switch')::boolean), f.updated_at) as at
       from public.rollout_flags f where f.key = 'phone_provisioning')
     select r.subject_id as id from public.phone_provision_logs r
     where r.status = 'skipped' and r.outcome = 'not_in_rollout' and r.updated_at >= (select at from killed) and r.finished_at >= (select at from killed)
       and not exists (
         select 1 from public.phone_provision_logs n where n.subject_id = r.subject_id and n.id > r.id and n.status <> 'superseded')
       and (select d.reason from private.desired_state(private.provision_facts(r.subject_id)) d) = 'not_in_rollout'
     order by 1`,
  )
  return rows.map((row) => row.id)
}

/** Lets the functions hand over who waits, until nobody does or the time is up. */
export async function drainWaiting(client: Client, before: string[], waitMs: number): Promise<Drained> {
  const until = performance.now() + waitMs
  for (;;) {
    const waiting = await listWaiting(client)
    if (waiting.length === 0 || performance.now() >= until) return sortOut(client, before, waiting)
    await client.query('select private.enqueue_left_behind(), private.dispatch_provision_runs()')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function sortOut(client: Client, before: string[], waiting: string[]): Promise<Drained> {
  const untold = (await listUntold(client)).filter((id) => before.includes(id))
  const { rows } = await client.query<{ id: string }>(
    'select h.user_id as id from public.provision_handovers h where h.user_id = any ($1) and not h.user_id = any ($2) and h.taken_at is not null',
    [before, [...waiting, ...untold]],
  )
  return { waiting: waiting.filter((id) => before.includes(id)), untold, taken: rows.map((row) => row.id) }
}
