import { DatabaseError } from '../_shared/engine-db.ts'
import { ApiError, errorResponse, json, readText, requirePost } from '../_shared/http.ts'
import type { Deps } from './deps.ts'
import { parseEvent } from './event.ts'
import { signatureProblem } from './signature.ts'

const longestEvent = 256 * 1024

/** `POST /paddle-webhook`: verifies, records and applies one event within one round trip to the database. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    try {
      requirePost(request)
      const body = await readText(request, longestEvent)
      await verify(deps, request.headers.get('paddle-signature'), body)
      return json(200, await apply(deps, body))
    } catch (error) {
      const answer = error instanceof DatabaseError && error.transient ? new ApiError('unavailable', 'The database does not answer. Send the event again.') : error
      deps.log(answer instanceof ApiError ? 'warn' : 'error', 'request_refused', { request_id: requestId, error: error instanceof Error ? error.message : String(error) })
      return errorResponse(answer, requestId)
    }
  }
}

async function verify(deps: Deps, header: string | null, body: string): Promise<void> {
  const secret = await deps.secret()
  if (!secret) throw new ApiError('unavailable', 'PADDLE_WEBHOOK_SECRET is not set.')
  const problem = signatureProblem({ header, body, secret, now: deps.date() })
  if (problem) throw new ApiError('unauthorized', problem)
}

async function apply(deps: Deps, body: string): Promise<object> {
  const parsed = parseEvent(body)
  if ('problem' in parsed) throw new ApiError('bad_request', parsed.problem)
  if (!parsed.event) return { outcome: 'ignored' }
  const applied = await deps.apply(parsed.event)
  const settled = ['applied', 'stale', 'other_subscription'].includes(applied.outcome)
  deps.log(settled ? 'info' : 'warn', 'paddle_event', { event_id: parsed.event.eventId, type: parsed.event.eventType, ...applied })
  return applied
}
