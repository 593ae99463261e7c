import { z } from 'zod'

/** What the browser may know about where it is. Read at run time, never baked into the build. */
export type PublicEnv = { supabaseUrl: string; publishableKey: string; environment: string }

type Source = Record<string, string | undefined>

const filled = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)

const schema = z.object({
  NEXT_PUBLIC_SUPABASE_URL: z.preprocess(
    filled,
    z.url({ protocol: /^https?$/, error: 'should be the URL of the Supabase project, like https://abc.supabase.co' }),
  ),
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.preprocess(
    filled,
    z
      .string({ error: 'should be the publishable key of the project, starting with sb_publishable_' })
      .refine((key) => !key.startsWith('sb_secret_'), 'is a secret key: use the publishable one, the browser sees it'),
  ),
  NEXT_PUBLIC_ENVIRONMENT: z.preprocess(
    filled,
    z.string().max(16, 'should be a short name of the environment, like Production').optional(),
  ),
})

/** The public environment; throws one error that names every variable that is missing or wrong. An empty one is missing. */
export function parsePublicEnv(source: Source): PublicEnv {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => describeIssue(String(issue.path[0]), issue.message, source))
    throw new Error(`The environment is not complete.\n${lines.join('\n')}`)
  }
  const url = parsed.data.NEXT_PUBLIC_SUPABASE_URL.replace(/\/+$/, '')
  return {
    supabaseUrl: url,
    publishableKey: parsed.data.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    environment: parsed.data.NEXT_PUBLIC_ENVIRONMENT ?? guessEnvironment(url),
  }
}

function describeIssue(name: string, message: string, source: Source): string {
  return `  ${name} ${filled(source[name]) === undefined ? 'is missing: it ' : ''}${message}`
}

function guessEnvironment(url: string): string {
  return /^https?:\/\/(127\.0\.0\.1|localhost)\b/.test(url) ? 'Local' : 'Production'
}
