import type { IncomingMessage } from 'node:http'
import { Webhook } from 'standardwebhooks'
import type { Log } from '../log.ts'
import { listen } from '../providers/http/listen.ts'
import { sendReply, type Reply } from '../providers/http/reply.ts'

/** A customer whom Switchboard handed over. */
export type Received = { id: string; attempts: number; receivedAt: string; event: unknown }
export type OldSystem = { url: string; stop(): Promise<void> }

/**
 * Where the old system would be: takes what is handed over when the signature is right, each message once.
 * `GET /__control/handovers` lists what was taken; `PUT /__control/answer {status}` makes it answer that instead; `POST /__control/reset`.
 */
export async function startOldSystem(o: { port?: number; secret: string; log: Log }): Promise<OldSystem> {
  const webhook = new Webhook(o.secret)
  const taken = new Map<string, Received>()
  let answer = 202

  const handover = (request: IncomingMessage, body: string): Reply => {
    const id = header(request, 'webhook-id')
    const headers = { 'webhook-id': id, 'webhook-timestamp': header(request, 'webhook-timestamp'), 'webhook-signature': header(request, 'webhook-signature') }
    let event: unknown
    try {
      event = webhook.verify(body, headers)
    } catch {
      return { status: 401, body: { error: 'The signature does not fit.' } }
    }
    if (answer >= 300) return { status: answer, headers: { location: '/elsewhere' } }
    const known = taken.get(id)
    if (known) known.attempts += 1
    else taken.set(id, { id, attempts: 1, receivedAt: new Date().toISOString(), event })
    o.log(`old system: took ${id}`)
    return { status: answer }
  }

  const route = (request: IncomingMessage, body: string): Reply => {
    switch (`${request.method} ${request.url}`) {
      case 'POST /handover':
        return handover(request, body)
      case 'GET /__control/handovers':
        return { status: 200, body: [...taken.values()] }
      case 'PUT /__control/answer':
        answer = statusOf(body)
        return { status: 204 }
      case 'POST /__control/reset':
        taken.clear()
        answer = 202
        return { status: 204 }
      default:
        return { status: 404 }
    }
  }

  const server = await listen({
    name: 'Old system',
    ...(o.port !== undefined && { port: o.port }),
    listener: (request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => sendReply(response, route(request, body)))
    },
  })
  return { url: server.url, stop: () => server.close() }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

function statusOf(body: string): number {
  const parsed: unknown = JSON.parse(body)
  const status = typeof parsed === 'object' && parsed !== null && 'status' in parsed ? parsed.status : null
  return typeof status === 'number' ? status : 202
}
