import { isService } from '../_shared/auth.ts'
import { describeIssues, vapiPayload, type VapiPayload } from '../_shared/domain/payloads.ts'
import { ApiError, errorResponse, json, readJsonBody, requirePost } from '../_shared/http.ts'
import { MissingSecret } from '../_shared/providers/missing-secret.ts'
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
  const callTimeoutMs = shareOf(payload.budget_ms, deps.callTimeoutMs)
  const trace = new Trace({ ...deps, callTimeoutMs }, payload.budget_ms ?? null)
  try {
    const linked = await perform(await deps.vapi(callTimeoutMs), trace, payload)
    return { ok: true, ...linked, steps: trace.steps }
  } catch (error) {
    if (error instanceof MissingSecret) {
      return { ok: false, error: { provider: 'function', code: 'config_missing', httpStatus: null, unknown: false }, steps: trace.steps }
    }
    if (!(error instanceof VapiFailure)) throw error
    if (error.error.httpStatus === 401 || error.error.httpStatus === 403) deps.dropSecrets()
    deps.log('warn', 'vapi_failed', { run_id: payload.log_id, operation: payload.operation, code: error.error.code })
    return { ok: false, error: error.error, steps: trace.steps }
  }
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
