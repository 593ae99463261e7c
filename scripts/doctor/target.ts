import { attach } from '../../local/stack/attach.ts'
import { readTarget } from '../deploy/target.ts'

/** What the doctor looks at. A part that is null is left out, and the report says so. */
export type Patient = {
  dbUrl: string
  ref: string | null
  apiUrl: string | null
  publishableKey: string | null
  secretKey: string | null
  appUrl: string | null
  twilioUrl: string
  vapiUrl: string
}

type Env = Record<string, string | undefined>

/** The target that SUPABASE_DB_URL names, else the running local stack. */
export function readPatient(env: Env): Patient {
  const value = (name: string) => env[name]?.trim().replace(/\/+$/, '') || null
  if (!value('SUPABASE_DB_URL')) return localPatient(env)
  const { url, ref } = readTarget(env, value('SUPABASE_PROJECT_REF') ?? undefined)
  return {
    dbUrl: url,
    ref,
    apiUrl: value('SUPABASE_URL') ?? (ref ? `https://${ref}.supabase.co` : null),
    publishableKey: value('SUPABASE_PUBLISHABLE_KEY'),
    secretKey: value('SERVICE_ROLE_KEY'),
    appUrl: value('CONSOLE_URL'),
    twilioUrl: value('TWILIO_API_BASE_URL') ?? 'https://api.twilio.com',
    vapiUrl: value('VAPI_API_BASE_URL') ?? 'https://api.vapi.ai',
  }
}

function localPatient(env: Env): Patient {
  const stack = attach(env)
  return {
    dbUrl: stack.db_url,
    ref: 'local',
    apiUrl: stack.api_url,
    publishableKey: stack.publishable_key,
    secretKey: stack.secret_key,
    appUrl: stack.app_url,
    twilioUrl: stack.twilio_url,
    vapiUrl: stack.vapi_url,
  }
}
