import { App } from '@supabase/lite'
import { HostedConnection } from './connection.ts'
import type { ApiKeys } from './keys.ts'

/** Data API and Auth, in this process. */
export type Lite = { fetch(request: Request): Promise<Response>; reloadSchema(): Promise<void>; close(): Promise<void> }

/** Builds @supabase/lite over Postgres so that each role is the real one. `databaseUrl` is the authenticator. */
export async function createLite(o: { databaseUrl: string; keys: ApiKeys; jwtSecret: string }): Promise<Lite> {
  const connection = new HostedConnection(o.databaseUrl)
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: o.jwtSecret,
      jwt_expiry: 3600,
      publishable_key: o.keys.publishable,
      secret_key: o.keys.secret,
      email: { enable_confirmations: false },
    },
    options: { server: { disableStudio: true, admin: false } },
  })
  await app.init()
  return {
    fetch: async (request) => app.fetch(request),
    reloadSchema: () => connection.reloadSchema(),
    close: () => connection.close(),
  }
}
