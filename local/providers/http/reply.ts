import type { ServerResponse } from 'node:http'

/** What a simulator answers; no body is an empty one. */
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> }

/** Sends a reply, as JSON unless the body is text. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const text = encodeBody(reply.body)
  response.writeHead(reply.status, {
    ...(text === '' ? {} : { 'content-type': typeof reply.body === 'string' ? 'text/plain' : 'application/json' }),
    ...reply.headers,
  })
  response.end(text)
}

/** Closes the connection without an answer. */
export function dropConnection(response: ServerResponse): void {
  response.socket?.destroy()
}

function encodeBody(body: unknown): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}
