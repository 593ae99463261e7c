import { Webhook } from 'standardwebhooks'
import type { ProviderResult } from '../providers/provider-error.ts'
import { failed, postJson, type OutboundDeps } from './post-json.ts'

/** A message for somebody outside. The same `id` is sent with every repetition, so that the receiver can tell. */
export type SignedMessage = { url: string; secret: string; id: string; body: object; timeoutMs: number }

/** Posts JSON with a standard-webhooks signature. */
export async function postSigned(deps: OutboundDeps, message: SignedMessage): Promise<ProviderResult<{ status: number }>> {
  const body = JSON.stringify(message.body)
  const headers = sign(message, deps.date(), body)
  return headers ? postJson(deps, { url: message.url, body, headers, timeoutMs: message.timeoutMs }) : failed('bad_secret', null)
}

function sign(message: SignedMessage, at: Date, body: string): Record<string, string> | null {
  try {
    return {
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(message.secret).sign(message.id, at, body),
    }
  } catch {
    return null
  }
}
