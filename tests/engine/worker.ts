import { createVapiPort } from '../../supabase/functions/_shared/providers/vapi.ts'
import { keepCandidates } from '../../supabase/functions/_shared/providers/candidates.ts'
import { createTwilioPort } from '../../supabase/functions/_shared/providers/twilio.ts'
import type { StaffAction } from '../../supabase/functions/_shared/domain/states.ts'
import type { Secrets } from '../../supabase/functions/_shared/secrets.ts'
import { createEngineDb, createStaffDb } from '../../supabase/functions/_shared/supabase-db.ts'
import type { Deps } from '../../supabase/functions/phone-number-provision/deps.ts'
import { createHandler } from '../../supabase/functions/phone-number-provision/handler.ts'
import type { OldSystem } from '../../supabase/functions/phone-number-provision/old-system.ts'
import { createVapiNumberUpdate } from '../../supabase/functions/phone-number-provision/vapi-number-update-client.ts'
import { createHandler as createLinkHandler } from '../../supabase/functions/vapi-number-update/handler.ts'
import { testCredentials, testVapiKey } from '../../local/providers/testing/providers.ts'
import type { Passage } from './door.ts'

const serviceKey = 'sb_secret_of_the_tests'

/** How patient a worker is, in milliseconds. */
export type Patience = { databaseMs: number; vapiCallMs: number }

const credentials: Record<string, string> = {
  TWILIO_ACCOUNT_SID: testCredentials.accountSid,
  TWILIO_AUTH_TOKEN: testCredentials.authToken,
  VAPI_API_KEY: testVapiKey,
}
const secrets: Secrets = { get: (name) => Promise.resolve(credentials[name] ?? null), drop: () => undefined, changedSince: () => Promise.resolve(false) }
const now = (): number => performance.now()

/** What a worker is asked for: a run by the service, or an action by a member of staff. */
export type Asked = { log_id: number } | { staff: string; user_id: string; trigger_action: StaffAction; reason: string; idempotency_key: string }

type WorkOptions = { url: string; asked: Asked; passage: Passage; patience: Patience; projectRef?: string; date?: () => Date; oldSystem?: OldSystem }

/**
 * The real handler at work, its world behind the doors at `url`. Resolves when it has ended, with whether the request was taken;
 * never, when it was killed.
 */
export async function work(o: WorkOptions): Promise<boolean> {
  const background: Promise<unknown>[] = []
  const handler = createHandler(dependencies(o, (task) => void background.push(task)))
  const key: Record<string, string> = 'staff' in o.asked ? { authorization: `Bearer ${sessionOf(o.asked.staff)}` } : { apikey: serviceKey }
  const answer = await handler(new Request(o.url, { method: 'POST', headers: { 'content-type': 'application/json', ...key }, body: JSON.stringify(o.asked) }))
  await Promise.all(background)
  return answer.ok
}

function sessionOf(staff: string): string {
  return `staff.${staff}.session`
}

/** The real vapi-number-update of a worker. */
export function linkFunction(patience: Patience): (request: Request, workerUrl: string) => Promise<Response> {
  return (request, workerUrl) =>
    createLinkHandler({
      serviceKey,
      vapi: (timeoutMs) => createVapiPort({ secrets, baseUrl: `${workerUrl}/vapi`, timeoutMs }),
      callTimeoutMs: patience.vapiCallMs,
      dropSecrets: () => undefined,
      secretsChanged: () => Promise.resolve(false),
      now,
      date: () => new Date(),
      log: () => undefined,
    })(request)
}

function dependencies(o: Parameters<typeof work>[0], waitUntil: Deps['waitUntil']): Deps {
  // A dead worker does not wake up either.
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(() => o.passage.alive && resolve(), ms))
  const projectRef = o.projectRef ?? 'local'
  const env = { supabaseUrl: o.url, serviceKey, publishableKey: 'sb_publishable_of_the_tests', projectRef, twilioBaseUrl: null, vapiBaseUrl: null, allowPrivateUrls: true }
  const candidates = keepCandidates({ now, random: Math.random })
  return {
    projectRef,
    serviceKey,
    nudgeKey: () => Promise.resolve(null),
    db: createEngineDb(env, { forMs: o.patience.databaseMs, sleep, now }),
    staffDb: (session) => createStaffDb(env, session),
    twilio: (timeoutMs) => createTwilioPort({ secrets, baseUrl: `${o.url}/twilio`, timeoutMs, candidates }),
    vapi: (timeoutMs) => createVapiNumberUpdate({ url: `${o.url}/functions/v1/vapi-number-update`, serviceKey, timeoutMs, fetch, sleep, now }),
    oldSystem: () => Promise.resolve(o.oldSystem ?? null),
    dropSecrets: () => undefined,
    secretsChanged: () => Promise.resolve(false),
    now,
    date: o.date ?? (() => new Date()),
    random: Math.random,
    // At once, so that every write of a step is a door on every machine.
    after: (_ms, work) => {
      work()
      return () => undefined
    },
    log: () => undefined,
    waitUntil,
  }
}
