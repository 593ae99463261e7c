import { bearerToken, isService, sameSecret } from '../_shared/auth.ts'
import { ApiError, errorResponse, json, requirePost } from '../_shared/http.ts'
import { deliverDue } from './deliver.ts'
import type { Deps } from './deps.ts'

/** `POST /notification-deliver`: the nudge or the service; 202 at once, the outbox says what is due. The body is not read. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    try {
      requirePost(request)
      await identify(request, deps)
      deps.waitUntil(deliverDue(deps).catch((error: unknown) => deps.log('error', 'delivery_failed', { error: error instanceof Error ? error.message : String(error) })))
      return json(202, { status: 'delivering' })
    } catch (error) {
      deps.log(error instanceof ApiError ? 'info' : 'error', 'request_refused', { request_id: requestId, error: error instanceof Error ? error.message : String(error) })
      return errorResponse(error, requestId)
    }
  }
}

async function identify(request: Request, deps: Deps): Promise<void> {
  if (await isService(request, deps.serviceKey)) return
  const token = bearerToken(request)
  const nudgeKey = token === null ? null : await deps.nudgeKey()
  if (token === null || nudgeKey === null || !(await sameSecret(token, nudgeKey))) throw new ApiError('unauthorized', 'This key opens nothing here.')
}
