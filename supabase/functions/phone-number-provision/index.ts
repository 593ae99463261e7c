import { readFunctionEnv } from '../_shared/env.ts'
import { createLogger } from '../_shared/log.ts'
import { resolveHost } from '../_shared/outbound/check-url.ts'
import { createPinnedFetch } from '../_shared/outbound/fetch-pinned.ts'
import { keepCandidates } from '../_shared/providers/candidates.ts'
import { createTwilioPort } from '../_shared/providers/twilio.ts'
import { createSecrets } from '../_shared/secrets.ts'
import { sleep } from '../_shared/sleep.ts'
import { createEngineDb, createStaffDb } from '../_shared/supabase-db.ts'
import type { Deps } from './deps.ts'
import { createHandler } from './handler.ts'
import { readOldSystem } from './old-system.ts'
import { createVapiNumberUpdate } from './vapi-number-update-client.ts'

declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void }

const env = readFunctionEnv(Deno.env.toObject())
const log = createLogger({ function: 'phone-number-provision' })
const now = (): number => performance.now()
const db = createEngineDb(env, { forMs: 20_000, sleep, now })
const secrets = createSecrets({ env: (name) => Deno.env.get(name), readVault: () => db.readSecrets(), now })
const candidates = keepCandidates({ now, random: Math.random })

const deps: Deps = {
  projectRef: env.projectRef,
  serviceKey: env.serviceKey,
  nudgeKey: () => secrets.get('provision_nudge_key'),
  db,
  staffDb: (session) => createStaffDb(env, session),
  twilio: (timeoutMs) => createTwilioPort({ secrets, baseUrl: env.twilioBaseUrl, timeoutMs, candidates }),
  vapi: (timeoutMs) =>
    createVapiNumberUpdate({ url: `${env.supabaseUrl}/functions/v1/vapi-number-update`, serviceKey: env.serviceKey, timeoutMs, fetch, sleep, now }),
  oldSystem: () => readOldSystem(secrets, { fetch: createPinnedFetch(), date: () => new Date(), resolve: resolveHost, allowPrivate: env.allowPrivateUrls }),
  dropSecrets: (readBefore) => secrets.drop(readBefore),
  secretsChanged: (since) => secrets.changedSince(since),
  now,
  date: () => new Date(),
  random: Math.random,
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  log,
  waitUntil: (work) => EdgeRuntime.waitUntil(work),
}

Deno.serve(createHandler(deps))
