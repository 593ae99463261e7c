import { curlWords } from './curl-words.ts'

/** A row of net.http_request_queue. */
export type QueuedRequest = {
  id: string
  method: string
  url: string
  headers: Record<string, string> | null
  body: Buffer | null
  timeout_milliseconds: number
}

/** A row for net._http_response. */
export type RecordedResponse = {
  id: string
  status_code?: number
  content_type?: string | null
  headers?: Record<string, string>
  content?: string | null
  timed_out: boolean
  error_msg?: string
}

/** Sends one request, once. Never rejects: what went wrong is the record. Redirects are followed, as curl is told to. */
export async function sendRequest(request: QueuedRequest, signal: AbortSignal): Promise<RecordedResponse> {
  const timeout = request.timeout_milliseconds
  if (timeout <= 0) return { id: request.id, timed_out: false, error_msg: `timeout_milliseconds must be at least 1, got ${timeout}` }
  const startedAt = performance.now()
  try {
    return await exchange(request, signal)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') return { id: request.id, timed_out: false, error_msg: curlWords(error) }
    const total = (performance.now() - startedAt).toFixed(6)
    return { id: request.id, timed_out: true, error_msg: `Timeout of ${timeout} ms reached. Total time: ${total} ms` }
  }
}

async function exchange(request: QueuedRequest, signal: AbortSignal): Promise<RecordedResponse> {
  const method = request.method.toUpperCase()
  const headers = new Headers(request.headers ?? {})
  headers.append('user-agent', 'pg_net/0.20.4')
  const response = await fetch(request.url, {
    method,
    headers,
    body: request.body && method !== 'GET' ? new Uint8Array(request.body) : null,
    signal: AbortSignal.any([signal, AbortSignal.timeout(request.timeout_milliseconds)]),
  })
  return {
    id: request.id,
    status_code: response.status,
    content_type: response.headers.get('content-type'),
    headers: Object.fromEntries(response.headers),
    content: asText(await response.text()),
    timed_out: false,
  }
}

// pg_net takes the content for a C string: it ends at a zero byte, and an empty one is null.
function asText(content: string): string | null {
  return content.split('\0')[0] || null
}
