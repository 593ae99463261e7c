import type { Client } from 'pg'

export type Stopped = 'nothing' | 'new' | 'everything'

const name = 'npm run rollback'

/** What stands still now. */
export async function stoppedNow(client: Client): Promise<Stopped> {
  const { rows } = await client.query<{ stopped: Stopped }>('select private.stopped_now() as stopped')
  const stopped = rows[0]?.stopped
  if (!stopped) throw new Error('The rollout flag is missing: are the migrations applied here?')
  return stopped
}

/** Kill switch and dispatch, with history and audit; false when they stood like this already. */
export async function setStopped(client: Client, stopped: Stopped, reason: string): Promise<boolean> {
  if ((await stoppedNow(client)) === stopped) return false
  await client.query('select private.apply_stop($1, $2, $3)', [stopped, reason, name])
  return true
}
