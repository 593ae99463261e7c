import { readFunctionEnv } from '../_shared/env.ts'
import { createLogger } from '../_shared/log.ts'
import { createSecrets } from '../_shared/secrets.ts'
import { sleep } from '../_shared/sleep.ts'
import { createPaddleDb } from '../_shared/supabase-db.ts'
import { createHandler } from './handler.ts'

const env = readFunctionEnv(Deno.env.toObject())
const now = (): number => performance.now()
// Paddle waits five seconds for an answer and then sends the event again.
const db = createPaddleDb(env, { forMs: 2_500, sleep, now })
const secrets = createSecrets({ env: (name) => Deno.env.get(name), readVault: () => db.readSecrets(), now })

Deno.serve(
  createHandler({
    secret: () => secrets.get('PADDLE_WEBHOOK_SECRET'),
    apply: (event) => db.applyEvent(event),
    date: () => new Date(),
    log: createLogger({ function: 'paddle-webhook' }),
  }),
)
