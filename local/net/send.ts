/** A row of net.http_request_queue. */
export type QueuedRequest = { id: string; method: string; url: string; headers: Record<string, string> | null; body: Buffer | null; timeout_milliseconds: number }

/** A row for net._http_response. */
export type RecordedResponse = {
  id: string
  status_code: number | null
  content_type: string | null
  headers: Record<string, string> | null
  content: string | null
  timed_out: boolean | null
  error_msg: string | null
}

/** Sends one request, once. Never rejects: what went wrong is the record. Redirects are followed, as curl is told to. */
export async function sendRequest(request: QueuedRequest): Promise<RecordedResponse> {
  try {
    const response = await fetch(request.url, {
      method: request.method.toUpperCase(),
      headers: request.headers ?? {},
      body: request.body && request.method.toUpperCase() !== 'GET' ? new Uint8Array(request.body) : null,
      signal: AbortSignal.timeout(request.timeout_milliseconds),
    })
    return {
      id: request.id,
      status_code: response.status,
      content_type: response.headers.get('content-type'),
      headers: Object.fromEntries(response.headers),
      content: await response.text(),
      timed_out: false,
      error_msg: null,
    }
  } catch (error) {
    return failed(request, error)
  }
}

function failed(request: QueuedRequest, error: unknown): RecordedResponse {
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  const message = timedOut ? `Timeout of ${request.timeout_milliseconds} ms reached` : describe(error)
  return { id: request.id, status_code: null, content_type: null, headers: null, content: null, timed_out: timedOut, error_msg: message }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
