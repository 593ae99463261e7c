import type { VapiPayload } from '../_shared/domain/payloads.ts'
import type { Step } from '../_shared/engine-db.ts'
import type { ProviderError } from '../_shared/providers/provider-error.ts'

/** What vapi-number-update answers. Its steps are recorded by the run that called it. */
export type VapiUpdateAnswer =
  | { ok: true; vapi_phone_number_id: string | null; assistant_id: string | null; verified: boolean; steps: Step[] }
  | { ok: false; error: ProviderError; steps: Step[] }

export type VapiNumberUpdate = (payload: VapiPayload) => Promise<VapiUpdateAnswer>

type Options = { url: string; serviceKey: string; timeoutMs: number; fetch: typeof fetch; sleep(ms: number): Promise<void>; now(): number }

const tries = 3

/**
 * Calls the function over HTTP. It finds before it creates, so a lost answer is simply asked again: with a look in any case, since the
 * lost try may have imported what the caller had not found. All tries share one time-out, since the lease was only found long enough for one.
 */
export function createVapiNumberUpdate(o: Options): VapiNumberUpdate {
  return async (payload) => {
    const until = o.now() + o.timeoutMs
    for (let attempt = 1; ; attempt++) {
      const asked = attempt === 1 ? payload : { ...payload, found_none: false }
      const answer = await callOnce(o, asked, Math.max(1, Math.round(until - o.now())))
      // What the lost try had sent to VAPI may still take effect.
      if (answer.ok) return attempt === 1 ? answer : { ...answer, verified: false }
      const pause = 200 * 2 ** attempt
      if (answer.error.provider !== 'function' || attempt === tries || o.now() + pause >= until) return answer
      await o.sleep(pause)
    }
  }
}

async function callOnce(o: Options, payload: VapiPayload, left: number): Promise<VapiUpdateAnswer> {
  try {
    const response = await o.fetch(o.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: o.serviceKey },
      body: JSON.stringify({ ...payload, budget_ms: left }),
      signal: AbortSignal.timeout(left),
    })
    const body: unknown = await response.json().catch(() => null)
    if (isAnswer(body)) return body
    return failed(String(response.status), response.status)
  } catch (error) {
    return failed(error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'network', null)
  }
}

function failed(code: string, httpStatus: number | null): VapiUpdateAnswer {
  return { ok: false, error: { provider: 'function', code, httpStatus, unknown: true }, steps: [] }
}

function isAnswer(body: unknown): body is VapiUpdateAnswer {
  return typeof body === 'object' && body !== null && 'ok' in body && typeof body.ok === 'boolean' && 'steps' in body && Array.isArray(body.steps)
}
