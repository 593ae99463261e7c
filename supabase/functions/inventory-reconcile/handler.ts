import { z } from 'zod'
import { requireNudgeOrService } from '../_shared/auth.ts'
import { describeIssues } from '../_shared/domain/payloads.ts'
import { ApiError, errorResponse, json, readJsonBody, requirePost } from '../_shared/http.ts'
import { compare } from './compare.ts'
import type { Deps } from './deps.ts'

const payload = z.object({ comparison_id: z.int({ error: 'comparison_id must be a whole number' }).positive({ error: 'comparison_id must be positive' }) })

/** `POST /inventory-reconcile`: the nudge or the service, for one comparison that stands in the database; 202 at once. It only reads at the providers. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    try {
      requirePost(request)
      await requireNudgeOrService(request, deps)
      const parsed = payload.safeParse(await readJsonBody(request))
      if (!parsed.success) throw new ApiError('bad_request', describeIssues(parsed.error))
      return json(202, await start(deps, parsed.data.comparison_id))
    } catch (error) {
      deps.log(error instanceof ApiError ? 'info' : 'error', 'request_refused', { request_id: requestId, error: error instanceof Error ? error.message : String(error) })
      return errorResponse(error, requestId)
    }
  }
}

async function start(deps: Deps, id: number): Promise<{ comparison_id: number; status: string; reason?: string }> {
  const claim = await deps.db.claim(id)
  if (claim.reason === 'not_found') throw new ApiError('not_found', `There is no comparison ${id}.`)
  // Nudged twice, or late: whoever has it goes on.
  if (!claim.claimed) return { comparison_id: id, status: 'not_started', ...(claim.reason ? { reason: claim.reason } : {}) }
  // The moment of the resume on our own clock, at the latest: the answer took its time.
  if (claim.resumed_ms_ago !== undefined) deps.dropSecrets(deps.now() - claim.resumed_ms_ago)
  deps.waitUntil(compare(deps, id))
  return { comparison_id: id, status: 'listing' }
}
