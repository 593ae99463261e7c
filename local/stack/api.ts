import { startGateway } from '../api/gateway.ts'
import { startFunctions } from '../functions/runtime.ts'
import type { Log } from '../log.ts'
import type { Database } from '../postgres/server.ts'
import { startRealtime, type Realtime } from '../realtime/server.ts'
import { root } from './paths.ts'
import type { Progress } from './progress.ts'
import type { ProviderUrls } from './providers.ts'
import type { Secrets } from './secrets.ts'
import type { Teardown } from './teardown.ts'

/** The Edge Functions of a stack. */
export type Functions = Awaited<ReturnType<typeof startFunctions>>

/** What answers at the API's URL: Data API, Auth, Realtime and the Edge Functions. */
export type Api = { url: string; realtime: Realtime; functions: Functions | null }

type Options = {
  port: number
  /** Where the console is served, for the links in messages; null without one. */
  appUrl: string | null
  database: Database
  secrets: Secrets
  providers: ProviderUrls
  functions: boolean
  dev: boolean
  progress: Progress
  teardown: Teardown
  log: Log
  notice: Log
}

/** Starts everything behind the API's URL. */
export async function startApi(o: Options): Promise<Api> {
  const keys = { publishable: o.secrets.publishableKey, secret: o.secrets.secretKey }
  const { jwtSecret } = o.secrets
  const functions = o.functions ? await o.progress.step('Edge Functions', () => startEdge(o), (part) => Object.keys(part.urls).join(', ')) : null
  const realtime = await o.progress.step('Realtime', () =>
    startRealtime({ adminUrl: o.database.adminUrl, jwtSecret, keys, log: o.log }),
  )
  o.teardown.add('Realtime', () => realtime.stop())
  const gateway = await o.progress.step('Data API and Auth', () =>
    startGateway({
      port: o.port,
      databaseUrl: authenticatorUrl(o.database, o.secrets),
      keys,
      jwtSecret,
      realtime,
      functions: functions?.urls ?? {},
      log: o.log,
    }),
  )
  o.teardown.add('Gateway', () => gateway.stop())
  return { url: gateway.url, realtime, functions }
}

async function startEdge(o: Options): Promise<Functions> {
  const functions = await startFunctions({
    root,
    dev: o.dev,
    log: (line) => (line.endsWith('starting it again') ? o.notice(line) : o.log(line)),
    env: {
      SUPABASE_URL: `http://127.0.0.1:${o.port}`,
      SERVICE_ROLE_KEY: o.secrets.secretKey,
      SUPABASE_PUBLISHABLE_KEY: o.secrets.publishableKey,
      SWITCHBOARD_PROJECT_REF: 'local',
      TWILIO_API_BASE_URL: o.providers.twilioUrl,
      VAPI_API_BASE_URL: o.providers.vapiUrl,
      ...(o.appUrl !== null && { CONSOLE_URL: o.appUrl }),
      // The receivers of this stack are on this machine.
      SWITCHBOARD_ALLOW_PRIVATE_URLS: 'true',
    },
  })
  o.teardown.add('Edge Functions', () => functions.stop())
  return functions
}

function authenticatorUrl(database: Database, secrets: Secrets): string {
  return `postgresql://authenticator:${secrets.databasePassword}@127.0.0.1:${database.port}/postgres`
}
