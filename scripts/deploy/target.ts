import { isOnThisMachine } from '../../local/stack/connect.ts'
import { UsageError } from '../../local/stack/options.ts'

/** Where to deploy to. Without a project reference only the database can be reached. */
export type Target = { url: string; ref: string | null; accessToken: string | null }

type Env = Record<string, string | undefined>

/** Reads the target from SUPABASE_DB_URL; the project's reference is in it, or given. */
export function readTarget(env: Env, givenRef: string | undefined): Target {
  const url = env['SUPABASE_DB_URL']?.trim()
  if (!url) {
    throw new UsageError('SUPABASE_DB_URL is not set. It is the URL of the target’s database (Supabase: Connect → Direct connection or Session pooler).')
  }
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new UsageError('SUPABASE_DB_URL should look like postgresql://postgres:<password>@db.<ref>.supabase.co:5432/postgres, the password percent-encoded.')
  }
  if (parsed.port === '6543') throw new UsageError('SUPABASE_DB_URL leads to the transaction pooler (port 6543); use the session pooler or the direct connection (port 5432).')
  const ref = givenRef?.trim() || refOf(parsed)
  if (ref !== null && !/^[a-z0-9]{8,40}$/.test(ref)) throw new UsageError(`--project-ref is "${ref}", expected the reference of a project, such as abcdefghijklmnopqrst.`)
  return { url, ref, accessToken: env['SUPABASE_ACCESS_TOKEN']?.trim() || null }
}

/** The reference in the host (db.<ref>.supabase.co) or, with a pooler, in the user (postgres.<ref>). */
function refOf(url: URL): string | null {
  return /^db\.([a-z0-9]+)\.supabase\.(co|com|net)$/.exec(url.hostname)?.[1] ?? /^postgres\.([a-z0-9]+)$/.exec(decodeURIComponent(url.username))?.[1] ?? null
}

/** The URL with TLS where it goes over a network; a database on this machine has none. */
export function cliUrl(url: string): string {
  const parsed = new URL(url)
  if (!parsed.searchParams.has('sslmode')) parsed.searchParams.set('sslmode', isOnThisMachine(parsed) ? 'disable' : 'require')
  return parsed.toString()
}
