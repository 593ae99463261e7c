import type { IncomingMessage } from 'node:http'
import type { Webhook } from 'standardwebhooks'
import { listen, type Listening } from '../providers/http/listen.ts'
import { sendReply, type Reply } from '../providers/http/reply.ts'

/** What a receiver answers to a request whose body has come whole. */
export type Answer = (request: IncomingMessage, body: string) => Reply

/** Serves what Switchboard posts to, on loopback: one answer for each method and path, 404 for every other. */
export function startReceiver(o: { name: string; port: number | undefined; routes: Record<string, Answer> }): Promise<Listening> {
  return listen({
    name: o.name,
    ...(o.port !== undefined && { port: o.port }),
    listener: (request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => sendReply(response, o.routes[`${request.method} ${request.url}`]?.(request, body) ?? { status: 404 }))
    },
  })
}

/** The event of a rightly signed message; null when the signature does not fit. */
export function verified(webhook: Webhook, request: IncomingMessage, body: string): unknown {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  try {
    return webhook.verify(body, Object.fromEntries(names.map((name) => [name, header(request, name)])))
  } catch {
    return null
  }
}

/** A header that is given once, else nothing. */
export function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

/** A field of a JSON body; undefined when there is no such thing. */
export function field(body: string, name: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? new Map<string, unknown>(Object.entries(parsed)).get(name) : undefined
  } catch {
    return undefined
  }
}

/** The status that a control request tells a receiver to answer with. */
export function statusOf(body: string, usual: number): number {
  const value = field(body, 'status')
  return typeof value === 'number' ? value : usual
}
