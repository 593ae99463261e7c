import { readFunctionEnv } from '../_shared/env.ts'
import { createLogger } from '../_shared/log.ts'
import { createVapiPort } from '../_shared/providers/vapi.ts'
import { createSecrets } from '../_shared/secrets.ts'
import { sleep } from '../_shared/sleep.ts'
import { createEngineDb } from '../_shared/supabase-db.ts'
import { createHandler } from './handler.ts'

const env = readFunctionEnv(Deno.env.toObject())
const now = (): number => performance.now()
const db = createEngineDb(env, { forMs: 5_000, sleep, now })
const secrets = createSecrets({ env: (name) => Deno.env.get(name), readVault: () => db.readSecrets(), now })

// A step of the calling run must end before that run's own time-out does.
const callTimeoutMs = 4_000

Deno.serve(
  createHandler({
    serviceKey: env.serviceKey,
    vapi: (timeoutMs) => createVapiPort({ secrets, baseUrl: env.vapiBaseUrl, timeoutMs }),
    callTimeoutMs,
    dropSecrets: (readBefore) => secrets.drop(readBefore),
    secretsChanged: (since) => secrets.changedSince(since),
    now,
    date: () => new Date(),
    log: createLogger({ function: 'vapi-number-update' }),
  }),
)
