import { isService } from '../_shared/auth.ts'
import { lookUpError } from '../_shared/domain/error-catalogue.ts'
import { describeIssues, vapiPayload, type VapiPayload } from '../_shared/domain/payloads.ts'
import { ApiError, errorResponse, json, readJsonBody, requirePost } from '../_shared/http.ts'
import { MissingSecret } from '../_shared/providers/missing-secret.ts'
import type { ProviderError } from '../_shared/providers/provider-error.ts'
import type { VapiPort } from '../_shared/providers/vapi.ts'
import type { Deps } from './deps.ts'
import { findNumber, linkNumber, removeNumber, unlinkNumber, type Linked } from './operations.ts'
import { Trace, VapiFailure } from './trace.ts'

/** `POST /vapi-number-update`: service only, synchronous. VAPI's refusals come as 200 with `ok: false`, so that the steps come along. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    try {
      requirePost(request)
      if (!isService(request, deps.serviceKey)) throw new ApiError('unauthorized', 'Only the service calls this.')
      const parsed = vapiPayload.safeParse(await readJsonBody(request))
      if (!parsed.success) throw new ApiError('bad_request', describeIssues(parsed.error))
      return json(200, await update(deps, parsed.data))
    } catch (error) {
      deps.log(error instanceof ApiError ? 'info' : 'error', 'request_refused', { request_id: requestId, error: error instanceof Error ? error.message : String(error) })
      return errorResponse(error, requestId)
    }
  }
}

async function update(deps: Deps, payload: VapiPayload): Promise<object> {
  const since = deps.now()
  if (payload.resumed_ms_ago !== undefined) deps.dropSecrets(since - payload.resumed_ms_ago)
  const callTimeoutMs = shareOf(payload.budget_ms, deps.callTimeoutMs)
  const trace = new Trace({ ...deps, callTimeoutMs }, payload.budget_ms ?? null)
  try {
    const linked = await perform(await deps.vapi(callTimeoutMs), trace, payload)
    return { ok: true, ...linked, steps: trace.steps }
  } catch (error) {
    const refused = refusal(error)
    deps.log('warn', 'vapi_failed', { run_id: payload.log_id, operation: payload.operation, code: refused.code })
    return { ok: false, error: await unlessOfOldSecrets(deps, since, refused), steps: trace.steps }
  }
}

function refusal(error: unknown): ProviderError {
  if (error instanceof MissingSecret) return { provider: 'function', code: 'config_missing', httpStatus: null, unknown: false }
  if (error instanceof VapiFailure) return error.error
  throw error
}

// What would stop everybody must be so of the secrets of now; the caller asks again at once.
async function unlessOfOldSecrets(deps: Deps, since: number, error: ProviderError): Promise<ProviderError> {
  if (lookUpError(error.provider, error.code).retry !== 'halt' || !(await deps.secretsChanged(since))) return error
  return { provider: 'function', code: 'key_changed', httpStatus: null, unknown: false }
}

// To find, to import, to find again and to read back: each has its share, so that a caller with little time is served as well.
function shareOf(budgetMs: number | undefined, longest: number): number {
  return budgetMs === undefined ? longest : Math.min(longest, Math.ceil(budgetMs / 4))
}

function perform(vapi: VapiPort, trace: Trace, payload: VapiPayload): Promise<Linked> {
  switch (payload.operation) {
    case 'find':
      return findNumber(vapi, trace, payload)
    case 'link':
      return linkNumber(vapi, trace, payload)
    case 'unlink':
      return unlinkNumber(vapi, trace, payload)
    case 'remove':
      return removeNumber(vapi, trace, payload)
  }
}
