import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'

/** What the database itself needs in Vault. The deploy command makes it; it never overwrites a value. */
export const ownSecrets = ['provision_nudge_key', 'provision_function_url'] as const

/** What a person must provide, in Vault or as a secret of the functions. */
const providerSecrets = [
  { name: 'TWILIO_ACCOUNT_SID', is: 'AC…, the account that buys' },
  { name: 'TWILIO_API_KEY', is: 'SK…, of that account', unless: 'TWILIO_AUTH_TOKEN' },
  { name: 'TWILIO_API_SECRET', is: 'its secret', unless: 'TWILIO_AUTH_TOKEN' },
  { name: 'VAPI_API_KEY', is: 'the private key' },
] as const

/** The names that Vault holds with a value; empty where there is no Vault yet. */
export async function vaultNames(client: Client): Promise<Set<string>> {
  const { rows: there } = await client.query(`select 1 where to_regclass('vault.decrypted_secrets') is not null`)
  if (there.length === 0) return new Set()
  const { rows } = await client.query<{ name: string }>(`select name from vault.decrypted_secrets where nullif(trim(decrypted_secret), '') is not null and name is not null`)
  return new Set(rows.map((row) => row.name))
}

/** Which of the providers' secrets Vault lacks. */
export function missingProviderSecrets(names: Set<string>): { name: string; is: string }[] {
  return providerSecrets.filter((each) => !names.has(each.name) && !('unless' in each && names.has(each.unless)))
}

/** Stores the nudge key and the function's URL where they are missing. Returns the names stored. */
export async function storeOwnSecrets(client: Client, ref: string | null): Promise<string[]> {
  const names = await vaultNames(client)
  const values: [string, string | null][] = [
    ['provision_nudge_key', randomBytes(32).toString('base64url')],
    ['provision_function_url', ref === null ? null : `https://${ref}.supabase.co/functions/v1/phone-number-provision`],
  ]
  const missing = values.flatMap(([name, value]) => (value === null || names.has(name) ? [] : [{ name, value }]))
  for (const { name, value } of missing) await client.query('select vault.create_secret($1, $2)', [value, name])
  return missing.map(({ name }) => name)
}
