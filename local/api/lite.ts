import { App } from '@supabase/lite'
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'
import type { ApiKeys } from './keys.ts'

/** Data API and Auth, in this process. */
export type Lite = { fetch(request: Request): Promise<Response>; forgetSchema(): void; close(): Promise<void> }

/** Builds @supabase/lite over Postgres so that each role is the real one. `databaseUrl` is the authenticator. */
export async function createLite(o: { databaseUrl: string; keys: ApiKeys; jwtSecret: string }): Promise<Lite> {
  const connection = createPostgresConnection({
    url: o.databaseUrl,
    postgresOptions: { types: { json: jsonType(114), jsonb: jsonType(3802) }, onnotice: () => undefined, max: 20 },
  })
  keepRowLevelSecurity(connection)
  connection.normalizeDbError = asPostgrestError
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
    forgetSchema: () => void connection.clearSchemaCache(),
    close: () => connection.close(),
  }
}

// Left to itself lite serves anon as the connecting role while no table has RLS, and regrants everything once one has.
function keepRowLevelSecurity(connection: PostgresConnection): void {
  Object.assign(connection, { rlsState: 'active' })
}

// lite hands over JSON that is already text; serialising it once more would store a string.
function jsonType(oid: number): { to: number; from: number[]; serialize(value: unknown): string; parse(text: string): unknown } {
  return {
    to: oid,
    from: [oid],
    serialize: (value) => (typeof value === 'string' && isJson(value) ? value : JSON.stringify(value)),
    parse: (text) => JSON.parse(text) as unknown,
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type DatabaseError = { code: string; message: string; detail?: string; hint?: string }

// PostgREST answers 400 with code and hint to what a function raised; lite would say 500. `PGRST` is its way to set both.
function asPostgrestError(error: unknown): unknown {
  if (!isDatabaseError(error)) return error
  const status = raisedStatus(error.code)
  if (status === null) return error
  return Object.assign(new Error(error.message), {
    code: 'PGRST',
    message: JSON.stringify({ code: error.code, message: error.message, details: error.detail ?? null, hint: error.hint ?? null }),
    detail: JSON.stringify({ status, headers: {} }),
  })
}

function raisedStatus(code: string): number | null {
  const own = /^PT([2-5]\d\d)$/.exec(code)?.[1]
  if (own) return Number(own)
  if (code === '23503' || code === '23505') return 409
  if (code === '57014') return 500
  if (code === '25006') return 405
  if (/^(P0001|22|23|SW)/.test(code)) return 400
  return null
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && error.code.length === 5 && 'message' in error
}
