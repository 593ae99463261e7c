import { bearerToken, isService, looksLikeSession, sameSecret } from '../_shared/auth.ts'
import { ApiError } from '../_shared/http.ts'
import type { Deps } from './deps.ts'

/** Who is calling. A session is only believed once the database has seen it. */
export type Caller = { kind: 'service' } | { kind: 'nudge' } | { kind: 'staff'; session: string }

/** Finds out who is calling, or throws `unauthorized`. */
export async function identifyCaller(request: Request, deps: Pick<Deps, 'serviceKey' | 'nudgeKey'>): Promise<Caller> {
  if (isService(request, deps.serviceKey)) return { kind: 'service' }
  const token = bearerToken(request)
  if (token === null) throw new ApiError('unauthorized', 'Send a key or a session.')
  if (looksLikeSession(token)) return { kind: 'staff', session: token }
  const nudgeKey = await deps.nudgeKey()
  if (nudgeKey !== null && sameSecret(token, nudgeKey)) return { kind: 'nudge' }
  throw new ApiError('unauthorized', 'This key opens nothing here.')
}
