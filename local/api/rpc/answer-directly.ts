import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RpcLane } from './lane.ts'

/** Answers a plain call of a function with the secret key. False: this request is none, and nothing has been answered. */
export async function answerDirectly(
  lane: RpcLane,
  secret: string,
  from: { request: IncomingMessage; url: URL; body: Uint8Array },
  response: ServerResponse,
): Promise<boolean> {
  const name = /^\/rest\/v1\/rpc\/([a-z_]+)$/.exec(from.url.pathname)?.[1]
  if (!name || from.url.search !== '' || !isPlain(from.request, secret)) return false
  const { headers } = from.request
  const answer = await lane.call({ name, method: 'POST', path: `/rpc/${name}`, headers, body: Buffer.from(from.body).toString('utf8') })
  if (!answer) return false
  if (answer.status === 204) response.writeHead(204).end()
  else response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer.body) }).end(answer.body)
  return true
}

// Whoever shows the key alone, wants JSON and asks for nothing else.
function isPlain({ method, headers }: IncomingMessage, secret: string): boolean {
  return (
    method === 'POST' &&
    headers['apikey'] === secret &&
    (headers.authorization === undefined || headers.authorization === `Bearer ${secret}`) &&
    (headers['content-type'] ?? '').startsWith('application/json') &&
    /^$|\*\/\*|application\/json/.test(headers.accept ?? '') &&
    headers['prefer'] === undefined &&
    (headers['content-profile'] ?? 'public') === 'public' &&
    // lite refuses a secret key that a browser sends, as a hosted project does.
    !/mozilla/i.test(headers['user-agent'] ?? '')
  )
}
