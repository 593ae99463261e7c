import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/routes.ts'

/** What makes a simulator the one of a certain provider. */
export type Provider = {
  name: string
  routes: readonly Route[]
  /** The answer to a caller who may not, or null. */
  authenticate(request: ApiRequest): Reply | null
  notFound(request: ApiRequest): Reply
  /** The provider's own error body for a status, for faults that bring none. */
  refuse(status: number): Reply
  /** What every answer of the API carries besides its own headers. */
  headers(): Record<string, string>
  /** Its additions to the control API. */
  controlRoutes: readonly Route[]
  /** What `GET /__control/state` shows. */
  describeState(): Record<string, unknown>
  /** Forgets everything. */
  reset(): void
}
