import type { Client } from 'pg'

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

/** Lets the functions hand over who waits, until nobody does or the time is up; returns who is left. */
export async function drainWaiting(client: Client, waitMs: number): Promise<string[]> {
  const until = performance.now() + waitMs
  for (;;) {
    const waiting = await listWaiting(client)
    if (waiting.length === 0 || performance.now() >= until) return waiting
    await client.query('select private.enqueue_left_behind(), private.dispatch_provision_runs()')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
