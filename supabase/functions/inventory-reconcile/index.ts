import { readFunctionEnv } from '../_shared/env.ts'
import { createLogger } from '../_shared/log.ts'
import { createSecrets } from '../_shared/secrets.ts'
import { sleep } from '../_shared/sleep.ts'
import { createEngineDb, createSupabase } from '../_shared/supabase-db.ts'
import { createComparisonDb } from './comparison-db.ts'
import { createHandler } from './handler.ts'

declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void }

const env = readFunctionEnv(Deno.env.toObject())
const now = (): number => performance.now()
const patience = { forMs: 20_000, sleep, now }
const secrets = createSecrets({ env: (name) => Deno.env.get(name), readVault: () => createEngineDb(env, patience).readSecrets(), now })
// A page of a thousand numbers takes longer than one number.
const timeoutMs = 30_000

// The providers' SDKs are loaded when something is compared, once an hour, and not whenever a worker starts.
Deno.serve(
  createHandler({
    serviceKey: env.serviceKey,
    nudgeKey: () => secrets.get('provision_nudge_key'),
    db: createComparisonDb(createSupabase(env.supabaseUrl, env.serviceKey), env.projectRef, patience),
    twilio: async () => (await import('../_shared/providers/twilio-inventory.ts')).createTwilioInventory({ secrets, baseUrl: env.twilioBaseUrl, timeoutMs }),
    vapi: async () => (await import('../_shared/providers/vapi-inventory.ts')).createVapiInventory({ secrets, baseUrl: env.vapiBaseUrl, timeoutMs }),
    now,
    dropSecrets: (readBefore) => secrets.drop(readBefore),
    log: createLogger({ function: 'inventory-reconcile' }),
    waitUntil: (work) => EdgeRuntime.waitUntil(work),
  }),
)
