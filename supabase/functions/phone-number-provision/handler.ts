import type { z } from 'zod'
import { describeIssues, nudgePayload, servicePayload, staffPayload } from '../_shared/domain/payloads.ts'
import { DatabaseError } from '../_shared/engine-db.ts'
import { ApiError, errorResponse, json, readJsonBody, requirePost } from '../_shared/http.ts'
import { identifyCaller, type Caller } from './callers.ts'
import type { Deps } from './deps.ts'
import { claimRun, runProvision } from './run-provision.ts'

type Accepted = { run_id: number; status: string; reason?: string }

/** `POST /phone-number-provision`: 202 at once, the work goes on in the background. docs/api.md has every answer. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    try {
      requirePost(request)
      const caller = await identifyCaller(request, deps)
      const body = await readJsonBody(request)
      return json(202, await accept(deps, caller, body))
    } catch (error) {
      const answer = asApiError(error)
      deps.log(answer instanceof ApiError && answer.code !== 'internal' ? 'info' : 'error', 'request_refused', {
        request_id: requestId,
        error: error instanceof Error ? error.message : String(error),
      })
      return errorResponse(answer, requestId)
    }
  }
}

async function accept(deps: Deps, caller: Caller, body: unknown): Promise<Accepted> {
  switch (caller.kind) {
    case 'nudge':
      return start(deps, parse(nudgePayload, body).log_id)
    case 'service': {
      const payload = parse(servicePayload, body)
      if ('log_id' in payload) return start(deps, payload.log_id)
      return start(deps, (await deps.db.enqueue(payload.user_id, payload.trigger_action)).run_id)
    }
    case 'staff': {
      const payload = parse(staffPayload, body)
      const asked = { userId: payload.user_id, action: payload.trigger_action, reason: payload.reason ?? null, idempotencyKey: payload.idempotency_key }
      return start(deps, (await deps.staffDb(caller.session).request(asked)).run_id)
    }
  }
}

/** Claims the run and leaves the work to the background. A run that may not start now is not an error: the sweep comes back to it. */
async function start(deps: Deps, logId: number): Promise<Accepted> {
  const attempt = await claimRun(deps, logId).catch(leaveToTheSweep)
  if (attempt === null) return { run_id: logId, status: 'waiting', reason: 'locked' }
  if (!attempt.claim.claimed) {
    if (attempt.claim.reason === 'not_found') throw new ApiError('not_found', `There is no run ${logId}.`)
    return { run_id: logId, status: attempt.claim.reason === 'finished' ? 'finished' : 'waiting', reason: attempt.claim.reason }
  }
  deps.waitUntil(runProvision(deps, attempt))
  return { run_id: logId, status: 'processing' }
}

/** A transaction of the product holds what the claim needs: nothing is wrong. */
function leaveToTheSweep(error: unknown): null {
  if (error instanceof DatabaseError && error.code === '55P03') return null
  throw error
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new ApiError('bad_request', describeIssues(parsed.error))
  return parsed.data
}

/** What the database refuses on purpose is said in its own words; everything else stays inside. */
function asApiError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  switch (error.code) {
    case 'PT400':
    case 'PT422':
      return new ApiError('bad_request', error.message)
    case 'PT403':
    case '42501':
      return new ApiError('forbidden', error.code === 'PT403' ? error.message : 'Only operators and admins may do this.')
    case 'PT404':
      return new ApiError('not_found', error.message)
    case 'PT409':
      return new ApiError('conflict', error.message)
    case 'PT429':
      return new ApiError('too_many_requests', error.message)
    case 'PGRST301':
    case 'PGRST302':
    case 'PGRST303':
    case '401':
      return new ApiError('unauthorized', 'The session is not valid any more. Sign in again.')
    case 'connection':
      return new ApiError('unavailable', 'The database does not answer. Try again in a moment.')
    default:
      return error
  }
}
