import type { IncomingMessage } from 'node:http'

/** A request as the simulators see it: whole, parsed and free of the transport. */
export type ApiRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  /** Form fields, parsed JSON, or `undefined` when there is no body or it is not what its content type says. */
  body: unknown
  /** One simulator asking another: not recorded, and no fault or latency applies. */
  internal: boolean
}

/** Sent by a simulator that asks another one. */
export const INTERNAL_HEADER = 'x-switchboard-simulator'

const BODY_LIMIT = 1_000_000

/** Reads a request to its end; null when it is larger than any provider would take. */
export async function readApiRequest(incoming: IncomingMessage): Promise<ApiRequest | null> {
  const text = await readText(incoming)
  if (text === null) return null
  const url = new URL(incoming.url ?? '/', 'http://simulator')
  return {
    method: incoming.method ?? 'GET',
    path: decodePath(url.pathname),
    query: url.searchParams,
    headers: incoming.headers,
    body: parseBody(text, incoming.headers['content-type'] ?? ''),
    internal: incoming.headers[INTERNAL_HEADER] !== undefined,
  }
}

async function readText(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size <= BODY_LIMIT) chunks.push(chunk)
  }
  return size > BODY_LIMIT ? null : Buffer.concat(chunks).toString('utf8')
}

function parseBody(text: string, contentType: string): unknown {
  if (text === '') return undefined
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
