import { Webhook } from 'standardwebhooks'
import type { ProviderError, ProviderResult } from '../providers/provider-error.ts'
import { whyNotPublic, type Resolve } from './check-url.ts'

/** What a signed post needs of the world. `allowPrivate` is the embedded stack's explicit exception. */
export type OutboundDeps = { fetch: typeof fetch; date(): Date; resolve: Resolve; allowPrivate: boolean }

/** A message for somebody outside. The same `id` is sent with every repetition, so that the receiver can tell. */
export type SignedMessage = { url: string; secret: string; id: string; body: object; timeoutMs: number }

/** Posts JSON with a standard-webhooks signature. Only a 2xx counts; redirects are not followed. */
export async function postSigned(deps: OutboundDeps, message: SignedMessage): Promise<ProviderResult<{ status: number }>> {
  const refusal = deps.allowPrivate ? null : await whyNotPublic(message.url, deps.resolve)
  if (refusal !== null) return failed('blocked_url', null)
  const body = JSON.stringify(message.body)
  const at = deps.date()
  let headers: Record<string, string>
  try {
    headers = {
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(message.secret).sign(message.id, at, body),
    }
  } catch {
    return failed('bad_secret', null)
  }
  try {
    const response = await deps.fetch(message.url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(message.timeoutMs) })
    await response.body?.cancel()
    return response.ok ? { ok: true, value: { status: response.status } } : failed('not_taken', response.status)
  } catch (error) {
    return failed(error instanceof DOMException && error.name === 'TimeoutError' ? 'no_answer' : 'unreachable', null)
  }
}

function failed(code: string, httpStatus: number | null): { ok: false; error: ProviderError } {
  return { ok: false, error: { provider: 'function', code, httpStatus, unknown: code === 'no_answer' } }
}
