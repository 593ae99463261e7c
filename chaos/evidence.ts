import type { World } from './world.ts'

type Line = { at: Date; what: string }

/** What the system wrote down about one user, in order: its runs, what they tried, and the ledger. */
export async function collectEvidence(world: World, userId: string): Promise<string[]> {
  const { rows } = await world.pool.query<Line>(
    `select created_at as at, format('run %s %s by %s: %s %s %s', id, trigger_action, source, status, coalesce(outcome, ''), coalesce(error_code, '')) as what
       from public.phone_provision_logs where subject_id = $1 and status <> 'superseded'
     union all
     select started_at, format('  run %s attempt %s: %s %s %s %s (%s ms)', run_id, attempt, step, outcome, coalesce(error_code, ''), detail, duration_ms)
       from public.phone_provision_steps where user_id = $1
     union all
     select intended_at, format('ledger %s: %s %s %s, bought %s, releasing %s, released %s, lost %s %s', id, e164_number, state, provider_number_id,
       purchased_at::time, releasing_at::time, released_at::time, lost_at::time, lost_code) from public.phone_number_purchases where user_id = $1
     order by 1`,
    [userId],
  )
  return rows.slice(-60).map(({ at, what }) => `${at.toISOString().slice(11, 23)} ${what}`)
}
