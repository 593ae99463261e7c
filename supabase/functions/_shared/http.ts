/** The closed list of what a function answers when it refuses. */
export type ApiErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'too_many_requests'
  | 'unavailable'
  | 'internal'

const statusOf: Record<ApiErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  unavailable: 503,
  internal: 500,
}

/** A refusal whose message may be shown to the caller. */
export class ApiError extends Error {
  readonly code: ApiErrorCode

  constructor(code: ApiErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

const longestBody = 16 * 1024

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

/** `{error: {code, message, request_id}}`; what is no ApiError never shows its own message. */
export function errorResponse(error: unknown, requestId: string): Response {
  const known = error instanceof ApiError ? error : new ApiError('internal', 'Something failed on our side.')
  return json(statusOf[known.code], { error: { code: known.code, message: known.message, request_id: requestId } })
}

/** The JSON body of a POST, or an ApiError that says what was wrong with the request. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new ApiError('unsupported_media_type', 'Send the body as application/json.')
  const text = await readText(request, longestBody)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new ApiError('bad_request', 'The body is not JSON.')
  }
}

/** The body as it came; an ApiError as soon as it is longer than `limit` bytes. */
export async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = new ApiError('payload_too_large', `The body is larger than ${limit / 1024} KiB.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

export function requirePost(request: Request): void {
  if (request.method !== 'POST') throw new ApiError('method_not_allowed', 'Use POST.')
}
