import 'server-only'
import type { PublicEnv } from '@/lib/env'

type Check = 'ok' | 'down'
export type Health = { status: Check; checks: { auth: Check; database: Check } }

const timeoutMs = 3000

/** Asks Auth for its health, and the database for a row that nobody may see: being refused by it proves that it answers. */
export async function checkHealth(env: PublicEnv, fetchUrl: typeof fetch = fetch): Promise<Health> {
  const ask = (path: string) =>
    fetchUrl(`${env.supabaseUrl}${path}`, {
      headers: { apikey: env.publishableKey },
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
  const [auth, database] = await Promise.all([
    ask('/auth/v1/health').then((answer): Check => (answer.ok ? 'ok' : 'down'), down),
    ask('/rest/v1/provision_settings?select=singleton&limit=1').then(refusedByDatabase, down),
  ])
  return { status: auth === 'ok' && database === 'ok' ? 'ok' : 'down', checks: { auth, database } }
}

const down = (): Check => 'down'

/** 42501 is Postgres' own "permission denied"; an empty list is what row level security makes of it. */
async function refusedByDatabase(answer: Response): Promise<Check> {
  if (answer.ok) return 'ok'
  const body: unknown = await answer.json().catch(() => null)
  return typeof body === 'object' && body !== null && 'code' in body && body.code === '42501' ? 'ok' : 'down'
}
