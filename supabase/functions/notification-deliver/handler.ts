import { requireNudgeOrService } from '../_shared/auth.ts'
import { ApiError, errorResponse, json, requirePost } from '../_shared/http.ts'
import { deliverDue } from './deliver.ts'
import type { Deps } from './deps.ts'

/** `POST /notification-deliver`: the nudge or the service; 202 at once, the outbox says what is due. The body is not read. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    try {
      requirePost(request)
      await requireNudgeOrService(request, deps)
      deps.waitUntil(deliverDue(deps).catch((error: unknown) => deps.log('error', 'delivery_failed', { error: error instanceof Error ? error.message : String(error) })))
      return json(202, { status: 'delivering' })
    } catch (error) {
      deps.log(error instanceof ApiError ? 'info' : 'error', 'request_refused', { request_id: requestId, error: error instanceof Error ? error.message : String(error) })
      return errorResponse(error, requestId)
    }
  }
}
