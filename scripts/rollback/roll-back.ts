import type { Client } from 'pg'
import { standingNow, stop } from './stop.ts'
import { switchTriggers } from './triggers.ts'
import { drainWaiting, listWaiting } from './waiting.ts'

type Options = { reason: string; waitMs: number; list: boolean; say: (line: string) => void }

/**
 * Leaves everybody to the old system. The order matters: first nobody enters any more, then who waits is handed over while the
 * functions still run, then the triggers go, at last dispatch. No number is given back.
 */
export async function rollBack(client: Client, { reason, waitMs, list, say }: Options): Promise<void> {
  const killed = await stop(client, 'new', reason)
  say(killed ? '1. Kill switch: on. rollout_decision answers the old system with "not ours" for everybody.' : '1. Kill switch: was on already.')

  const runs = (await standingNow(client)).stopped === 'new'
  const canHandOver = runs && (await hasFunctions(client))
  const before = await listWaiting(client)
  const left = canHandOver ? await drainWaiting(client, waitMs) : before
  if (before.length === 0) say('2. Handover: nobody waits.')
  else if (canHandOver) say(`2. Handover: ${before.length - left.length} of ${before.length} who waited left the queue.`)
  else say(`2. Handover: left out, since ${runs ? 'Vault names no function' : 'dispatch stands still'}.`)

  const off = await switchTriggers(client, false, say)
  say(off.length > 0 ? `3. Triggers: disabled ${off.join(', ')}.` : '3. Triggers: were disabled already.')
  const stopped = await stop(client, 'everything', reason)
  say(stopped ? '4. Dispatch: stopped. Runs at work end by themselves; what waits, waits.' : '4. Dispatch: was stopped already.')
  await report(client, left, list, say)
}

async function report(client: Client, left: string[], list: boolean, say: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ live: number }>(`select count(*)::int as live from public.phone_number_purchases where state = 'recorded'`)
  say(`\n${rows[0]?.live ?? 0} numbers stay live and keep answering; nothing was given back.`)
  if (left.length === 0) return say('The old system need look after nobody by hand.')
  say(`${left.length} paying customers wait without a number. The old system must look after them${list ? ':' : '; --list prints their ids.'}`)
  if (list) for (const id of left) say(id)
}

async function hasFunctions(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ url: string | null }>(`select private.provision_secret('provision_function_url') as url`)
  return typeof rows[0]?.url === 'string'
}
