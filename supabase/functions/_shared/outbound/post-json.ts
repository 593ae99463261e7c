import type { ProviderError, ProviderResult } from '../providers/provider-error.ts'
import { findPublicAddresses, type Resolve } from './check-url.ts'
import type { OutboundFetch } from './fetch-pinned.ts'

/** What a post needs of the world. `allowPrivate` is the embedded stack's explicit exception. */
export type OutboundDeps = { fetch: OutboundFetch; date(): Date; resolve: Resolve; allowPrivate: boolean }

/** A body for somebody outside, already JSON. */
export type JsonPost = { url: string; body: string; headers?: Record<string, string>; timeoutMs: number }

/** Posts JSON to a URL that people configured. Only a 2xx counts; redirects are not followed. */
export async function postJson(deps: OutboundDeps, post: JsonPost): Promise<ProviderResult<{ status: number }>> {
  const found = deps.allowPrivate ? null : await findPublicAddresses(post.url, deps.resolve)
  if (found !== null && 'refusal' in found) return failed('blocked_url', null)
  try {
    const init: RequestInit = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...post.headers },
      body: post.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(post.timeoutMs),
    }
    // To the addresses that were checked, not to what the name says a moment later.
    const response = await deps.fetch(post.url, init, found?.addresses ?? null)
    await response.body?.cancel()
    return response.ok ? { ok: true, value: { status: response.status } } : failed('not_taken', response.status)
  } catch (error) {
    return failed(error instanceof DOMException && error.name === 'TimeoutError' ? 'no_answer' : 'unreachable', null)
  }
}

/** Why a post was not taken. Without an answer, or after a server's failure, it may have taken effect all the same. */
export function failed(code: string, httpStatus: number | null): { ok: false; error: ProviderError } {
  const unknown = code === 'no_answer' || code === 'unreachable' || (httpStatus ?? 0) >= 500
  return { ok: false, error: { provider: 'function', code, httpStatus, unknown } }
}
