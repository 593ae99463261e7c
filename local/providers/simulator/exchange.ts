import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'

/** A request and its answer, for tests that judge both; null when the connection was closed instead. */
export type Exchange = { request: ApiRequest; reply: Reply | null }
