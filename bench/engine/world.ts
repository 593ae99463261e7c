import { withClient } from '../../local/stack/connect.ts'
import type { Stack } from '../../local/stack.ts'
import { startThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import type { Contender } from './contender.ts'
import { startPeer } from './peer/peer.ts'
import { enableStatements } from './statements.ts'
import { createSwitchboard } from './switchboard.ts'

/** Both contenders on one server with the same simulators. */
export type World = { stack: Stack; engine: Contender; peer: Contender; close(): Promise<void> }

/** Starts a stack of its own with everything that is measured. */
export async function openWorld(o: { cap: number; signal: AbortSignal }): Promise<World> {
  const stack = await startThrowAwayStack('bench', { app: false, durable: true, seed: false, latency: 0, signal: o.signal })
  const { url, adminUrl } = stack.database
  await enableStatements(stack.database)
  await activate(adminUrl, o.cap)
  const secrets = await readSecrets(adminUrl)
  const peer = await startPeer({ adminUrl, cap: o.cap, twilioUrl: stack.info.twilio_url, vapiUrl: stack.info.vapi_url, secrets })
  const engine = createSwitchboard({ adminUrl, url })
  return {
    stack,
    engine,
    peer,
    close: async () => {
      await engine.stop()
      await peer.stop()
      await stack.stop()
    },
  }
}

async function activate(adminUrl: string, cap: number): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`update public.provision_settings set project_ref = 'local', activated_at = now(), max_in_flight = $1`, [cap])
    await client.query(`update public.rollout_flags set percentage_bp = 10000, kill_switch = false`)
  })
}

async function readSecrets(adminUrl: string): Promise<Record<string, string>> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string; secret: string }>(`select name, decrypted_secret as secret from vault.decrypted_secrets`)
    return Object.fromEntries(rows.map((row) => [row.name, row.secret]))
  })
}
