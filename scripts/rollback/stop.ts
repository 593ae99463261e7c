import type { Client } from 'pg'

export type Stopped = 'nothing' | 'new' | 'everything'

/** What stands still, and whether the old system is told to serve who enters: dispatch may stand still without that. */
export type Standing = { stopped: Stopped; killed: boolean }

const there = 'npm run rollback'
const back = 'npm run rollback -- --back'

/** How things stand now. */
export async function standingNow(client: Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(
    `select private.stopped_now() as stopped, f.kill_switch as killed from public.rollout_flags f where f.key = 'phone_provisioning'`,
  )
  const standing = rows[0]
  if (!standing) throw new Error('The rollout flag is missing: are the migrations applied here?')
  return standing
}

/** Stops new customers or everything, with history and audit; false when it stood like this already. */
export async function stop(client: Client, stopped: 'new' | 'everything', reason: string): Promise<boolean> {
  const now = await standingNow(client)
  // Dispatch that stands still goes on standing still.
  const wanted = now.stopped === 'everything' ? 'everything' : stopped
  if (now.killed && now.stopped === wanted) return false
  await client.query('select private.apply_stop($1, $2, $3)', [wanted, reason, there])
  return true
}

/** Sets what stood before the rollback; null when it stands like that already, or when staff have decided something else since. */
export async function restore(client: Client, reason: string): Promise<Stopped | null> {
  const { rows } = await client.query<{ before: Stopped }>(
    `select c.old_value ->> 'stopped' as before from public.rollout_changes c
     where c.kind = 'stop' and c.changed_name = $1 and c.id > coalesce((
       select max(x.id) from public.rollout_changes x where x.kind = 'stop' and x.changed_name <> $1), 0)
     order by c.id limit 1`,
    [there],
  )
  const before = rows[0]?.before
  if (!before || (await standingNow(client)).stopped === before) return null
  await client.query('select private.apply_stop($1, $2, $3)', [before, reason, back])
  return before
}
