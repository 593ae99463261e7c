import { z } from 'zod'

const base = z.object({
  SUPABASE_URL: z.url({ error: 'must be the project’s URL, such as https://abc.supabase.co' }),
  SERVICE_ROLE_KEY: z.string({ error: 'must be the project’s secret key (sb_secret_…)' }).min(1),
  SUPABASE_PUBLISHABLE_KEY: z.string().optional(),
  SUPABASE_PUBLISHABLE_KEYS: z.string().optional(),
  SWITCHBOARD_PROJECT_REF: z.string().optional(),
  TWILIO_API_BASE_URL: z.url({ error: 'must be a URL' }).optional(),
  VAPI_API_BASE_URL: z.url({ error: 'must be a URL' }).optional(),
  SWITCHBOARD_ALLOW_PRIVATE_URLS: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
})

/** What a function must know before it can do anything. */
export type FunctionEnv = {
  supabaseUrl: string
  serviceKey: string
  publishableKey: string
  projectRef: string
  twilioBaseUrl: string | null
  vapiBaseUrl: string | null
  /** Only for a stack on one machine: configured URLs may be plain HTTP and lead to private addresses. */
  allowPrivateUrls: boolean
}

/** Reads the environment; an empty variable is a missing one. Throws with the variable's name and what it should be. */
export function readFunctionEnv(all: Record<string, string>): FunctionEnv {
  const filled = Object.fromEntries(Object.entries(all).filter(([, value]) => value.trim() !== ''))
  const parsed = base.safeParse(filled)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '))
  const env = parsed.data
  return {
    supabaseUrl: env.SUPABASE_URL.replace(/\/$/, ''),
    serviceKey: env.SERVICE_ROLE_KEY,
    publishableKey: env.SUPABASE_PUBLISHABLE_KEY ?? firstKey(env.SUPABASE_PUBLISHABLE_KEYS) ?? filled['SUPABASE_ANON_KEY'] ?? '',
    projectRef: env.SWITCHBOARD_PROJECT_REF ?? new URL(env.SUPABASE_URL).hostname.split('.')[0] ?? '',
    twilioBaseUrl: env.TWILIO_API_BASE_URL ?? null,
    vapiBaseUrl: env.VAPI_API_BASE_URL ?? null,
    allowPrivateUrls: env.SWITCHBOARD_ALLOW_PRIVATE_URLS === 'true',
  }
}

// Hosted functions get their publishable keys as a JSON object by name.
function firstKey(json: string | undefined): string | undefined {
  if (!json) return undefined
  const keys: unknown = JSON.parse(json)
  const [first] = typeof keys === 'object' && keys !== null ? Object.values(keys) : []
  return typeof first === 'string' ? first : undefined
}
