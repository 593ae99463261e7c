import { readFunctionEnv } from '../_shared/env.ts'
import { createLogger } from '../_shared/log.ts'
import { resolveHost } from '../_shared/outbound/check-url.ts'
import { createPinnedFetch } from '../_shared/outbound/fetch-pinned.ts'
import { createSecrets } from '../_shared/secrets.ts'
import { sleep } from '../_shared/sleep.ts'
import { createEngineDb, createSupabase } from '../_shared/supabase-db.ts'
import { createHandler } from './handler.ts'
import { createOutbox } from './outbox.ts'

declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void }

const env = readFunctionEnv(Deno.env.toObject())
const now = (): number => performance.now()
const patience = { forMs: 10_000, sleep, now }
const secrets = createSecrets({ env: (name) => Deno.env.get(name), readVault: () => createEngineDb(env, patience).readSecrets(), now })

Deno.serve(
  createHandler({
    serviceKey: env.serviceKey,
    nudgeKey: () => secrets.get('provision_nudge_key'),
    outbox: createOutbox(createSupabase(env.supabaseUrl, env.serviceKey), patience),
    secrets,
    outbound: { fetch: createPinnedFetch(), date: () => new Date(), resolve: resolveHost, allowPrivate: env.allowPrivateUrls },
    consoleUrl: Deno.env.get('CONSOLE_URL')?.trim() || null,
    log: createLogger({ function: 'notification-deliver' }),
    waitUntil: (work) => EdgeRuntime.waitUntil(work),
  }),
)
