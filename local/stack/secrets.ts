import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { hasDatabase } from './data-dir.ts'
import { readJson, writePrivateJson } from './private-file.ts'

const makers = {
  databasePassword: () => token(24),
  jwtSecret: () => token(48),
  vaultKey: () => randomBytes(32).toString('hex'),
  publishableKey: () => `sb_publishable_${token(16)}_${token(6)}`,
  secretKey: () => `sb_secret_${token(24)}_${token(6)}`,
  nudgeKey: () => token(32),
  twilioAccountSid: () => `AC${randomBytes(16).toString('hex')}`,
  twilioAuthToken: () => randomBytes(16).toString('hex'),
  twilioApiKey: () => `SK${randomBytes(16).toString('hex')}`,
  twilioApiSecret: () => token(24),
  vapiApiKey: () => token(24),
  vapiWebhookSecret: () => token(24),
  paddleWebhookSecret: () => `pdl_ntfset_${token(24)}`,
  oldSystemSecret: () => `whsec_${randomBytes(24).toString('base64')}`,
  alertSecret: () => `whsec_${randomBytes(24).toString('base64')}`,
} satisfies Record<string, () => string>

/** The secrets of one stack, made once and kept with its data. */
export type Secrets = Record<keyof typeof makers, string>

/** Reads the secrets of a stack, making those that are missing. */
export function loadSecrets(stackDir: string): Secrets {
  const path = join(stackDir, 'secrets.json')
  const known = readJson(path)
  if (!known && hasDatabase(stackDir)) {
    throw new Error(`${path} is missing or damaged, but its database is there. Run npm run local:reset to start afresh.`)
  }
  const secrets = Object.fromEntries(
    Object.entries(makers).map(([name, make]) => {
      const value = known?.[name]
      return [name, typeof value === 'string' && value !== '' ? value : make()]
    }),
  ) as Secrets
  writePrivateJson(path, secrets)
  return secrets
}

function token(bytes: number): string {
  // Letters and digits only: safe in URLs, keys and shells.
  return randomBytes(bytes * 2).toString('base64').replace(/[^A-Za-z0-9]/g, '').slice(0, Math.ceil((bytes * 4) / 3))
}
