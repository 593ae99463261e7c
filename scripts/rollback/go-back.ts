import type { Client } from 'pg'
import { restore, standingNow, type Standing } from './stop.ts'
import { switchTriggers } from './triggers.ts'
import { scanWords } from './words.ts'

type Options = { reason: string; say: (line: string) => void }

/** Back from a rollback, in the opposite order. Percentage, lists and numbers are as they were; who paid meanwhile is found by the scan. */
export async function goBack(client: Client, { reason, say }: Options): Promise<void> {
  const on = await switchTriggers(client, true, say)
  say(on.length > 0 ? `1. Triggers: enabled ${on.join(', ')}.` : '1. Triggers: were enabled already.')
  const restored = await restore(client, reason)
  say(`2. ${describe(await standingNow(client))}${restored ? ', as before the rollback' : ': was so already'}.`)
  const { rows } = await client.query<{ drift: { found: number; enqueued: number } }>('select private.enqueue_provision_drift() as drift')
  const drift = rows[0]?.drift
  say(`3. Scan: ${scanWords(drift?.found ?? 0, drift?.enqueued ?? 0)}`)
  const flags = await client.query<{ bp: number }>(`select percentage_bp as bp from public.rollout_flags where key = 'phone_provisioning'`)
  say(`\nThe rollout is at ${((flags.rows[0]?.bp ?? 0) / 100).toFixed(2)}%, as before. Whom the old system was handed within 15 minutes is left to it that long.`)
}

function describe({ stopped, killed }: Standing): string {
  const killSwitch = `Kill switch ${killed ? 'on' : 'off'}`
  return stopped === 'everything' ? `${killSwitch}, dispatch stands still` : `${killSwitch}, dispatch running${stopped === 'nothing' ? ' (what waited drains at a limited rate)' : ''}`
}
