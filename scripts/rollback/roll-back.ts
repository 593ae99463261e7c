import type { Client } from 'pg'
import { standingNow, stop } from './stop.ts'
import { switchTriggers } from './triggers.ts'
import { drainWaiting, listUntold, listWaiting } from './waiting.ts'
import { byHandWords, handoverWords, liveWords, untoldWords, waitingWords } from './words.ts'

type Options = { reason: string; waitMs: number; list: boolean; say: (line: string) => void }

/**
 * Leaves everybody to the old system. The order matters: first nobody enters any more, then who waits is handed over while the
 * functions still run, then the triggers go, at last dispatch. No number is given back.
 */
export async function rollBack(client: Client, { reason, waitMs, list, say }: Options): Promise<void> {
  const queued = await listWaiting(client)
  const killed = await stop(client, 'new', reason)
  say(killed ? '1. Kill switch: on. rollout_decision answers the old system with "not ours" for everybody.' : '1. Kill switch: was on already.')

  const runs = (await standingNow(client)).stopped === 'new'
  const canHandOver = runs && (await hasFunctions(client))
  // The first may be gone as soon as the switch is on, and whose run had failed is only found then.
  const before = [...new Set([...queued, ...(await listWaiting(client))])]
  if (before.length === 0) say('2. Handover: nobody waits.')
  else if (canHandOver) {
    const { waiting, taken, untold } = await drainWaiting(client, before, waitMs)
    say(`2. Handover: ${handoverWords({ waited: before.length, taken: taken.length, untold: untold.length, waiting: waiting.length })}`)
  } else say(`2. Handover: left out, since ${runs ? 'Vault names no function' : 'dispatch stands still'}.`)

  const off = await switchTriggers(client, false, say)
  say(off.length > 0 ? `3. Triggers: disabled ${off.join(', ')}.` : '3. Triggers: were disabled already.')
  const stopped = await stop(client, 'everything', reason)
  say(stopped ? '4. Dispatch: stopped. Runs at work end by themselves; what waits, waits.' : '4. Dispatch: was stopped already.')
  await report(client, list, say)
}

// By what is so now, not by what this run of the command did: it may be repeated.
async function report(client: Client, list: boolean, say: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ live: number }>(`select count(*)::int as live from public.phone_number_purchases where state = 'recorded'`)
  say(`\n${liveWords(rows[0]?.live ?? 0)}`)
  const waiting = await listWaiting(client)
  const untold = await listUntold(client)
  if (waiting.length + untold.length === 0) return say('The old system need look after nobody by hand.')
  const name = (ids: string[], words: string) => {
    if (ids.length === 0) return
    say(`${words}${list ? ':' : '.'}`)
    if (list) for (const id of ids) say(id)
  }
  name(waiting, waitingWords(waiting.length))
  name(untold, untoldWords(untold.length))
  say(`${byHandWords(waiting.length + untold.length)}${list ? '.' : '; --list prints their ids.'}`)
}

async function hasFunctions(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ url: string | null }>(`select private.provision_secret('provision_function_url') as url`)
  return typeof rows[0]?.url === 'string'
}
