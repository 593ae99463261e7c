import { timingSafeEqual } from 'node:crypto'
import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { authenticationFailed } from './errors.ts'

/** Who may use the account. */
export type TwilioCredentials = { accountSid: string; authToken: string; apiKey: string; apiSecret: string }

/** Checks Basic auth by account and token, or by API key and secret, and that the path names this account or one below it. */
export function authenticateTwilio(request: ApiRequest, own: TwilioCredentials, subaccounts: string[]): Reply | null {
  const [user, password] = readBasic(request.headers.authorization ?? '')
  const known = (user === own.accountSid && isSame(password, own.authToken)) || (user === own.apiKey && isSame(password, own.apiSecret))
  const account = /^\/2010-04-01\/Accounts\/([^/.]+)/.exec(request.path)?.[1]
  if (!known) return authenticationFailed
  // A standard API key has no access to the accounts themselves.
  if (account === undefined) return user === own.accountSid ? null : authenticationFailed
  return account === own.accountSid || subaccounts.includes(account) ? null : authenticationFailed
}

function readBasic(header: string): [user: string, password: string] {
  const encoded = /^Basic (\S+)$/i.exec(header)?.[1] ?? ''
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

function isSame(given: string, own: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(own)]
  return own !== '' && left.length === right.length && timingSafeEqual(left, right)
}
