import type { Env } from '../env.ts'
import { UsageError } from './options.ts'

/** What the environment says about the providers; null stands for "use the simulator" or "generate one". */
export type ProviderEnvironment = {
  twilioUrl: string | null
  vapiUrl: string | null
  credentials: Record<string, string>
}

const credentialNames = [
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_API_KEY',
  'TWILIO_API_SECRET',
  'TWILIO_WEBHOOK_URL',
  'VAPI_API_KEY',
  'VAPI_WEBHOOK_SECRET',
  'VAPI_SERVER_URL',
] as const

/** Reads the provider variables; an empty one counts as missing, a malformed one throws with its name. */
export function readProviderEnvironment(env: Env): ProviderEnvironment {
  const credentials: Record<string, string> = {}
  for (const name of credentialNames) {
    const value = env[name]?.trim()
    if (value) credentials[name] = value
  }
  checkPattern(credentials, 'TWILIO_ACCOUNT_SID', /^AC[0-9a-f]{32}$/, 'AC and 32 hexadecimal digits')
  checkPattern(credentials, 'TWILIO_API_KEY', /^SK[0-9a-f]{32}$/, 'SK and 32 hexadecimal digits')
  for (const name of ['TWILIO_WEBHOOK_URL', 'VAPI_SERVER_URL']) readUrl(credentials, name)
  return { twilioUrl: readUrl(env, 'TWILIO_API_BASE_URL'), vapiUrl: readUrl(env, 'VAPI_API_BASE_URL'), credentials }
}

function checkPattern(values: Record<string, string>, name: string, pattern: RegExp, expected: string): void {
  const value = values[name]
  // The value itself may be a secret, so it is not repeated.
  if (value && !pattern.test(value)) throw new UsageError(`${name} is malformed, expected ${expected}.`)
}

function readUrl(env: Env, name: string): string | null {
  const value = env[name]?.trim()
  if (!value) return null
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`${name} is "${value}", expected an http:// or https:// URL such as http://127.0.0.1:4010.`)
  }
  return value.replace(/\/+$/, '')
}
