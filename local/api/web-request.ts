import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/** Node's request, whose body has been read, as the web's. */
export function toWebRequest(request: IncomingMessage, url: URL, body: Uint8Array<ArrayBuffer>): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) headers.append(name, each)
  }
  const method = request.method ?? 'GET'
  return new Request(url, { method, headers, body: method === 'GET' || method === 'HEAD' ? null : body })
}

/** All of a request's body. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}

/** Sends the web's response through Node's, streaming. */
export async function sendWebResponse(from: Response, to: ServerResponse): Promise<void> {
  for (const [name, value] of from.headers) {
    if (!/^(access-control-|transfer-encoding|connection|content-encoding|content-length)/i.test(name)) to.setHeader(name, value)
  }
  to.writeHead(from.status)
  if (!from.body) {
    to.end()
    return
  }
  const body = Readable.fromWeb(from.body as Parameters<typeof Readable.fromWeb>[0])
  body.pipe(to)
  await once(to, 'close')
}
