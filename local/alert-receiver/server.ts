import type { IncomingMessage } from 'node:http'
import { Webhook } from 'standardwebhooks'
import type { Log } from '../log.ts'
import { listen } from '../providers/http/listen.ts'
import { sendReply, type Reply } from '../providers/http/reply.ts'

/** A message as it came: Slack's text, or the webhook's verified body. */
export type AlertMessage = { channel: 'slack' | 'webhook'; id: string | null; receivedAt: string; body: unknown }
export type AlertReceiver = { url: string; stop(): Promise<void> }

/**
 * Where alerts go in the embedded stack: `POST /slack` takes what Slack would, `POST /webhook` what is rightly signed.
 * `GET /__control/messages` lists what came; `PUT /__control/answer {status}` makes it answer that instead; `POST /__control/reset`.
 */
export async function startAlertReceiver(o: { port?: number; secret: string; log: Log }): Promise<AlertReceiver> {
  const webhook = new Webhook(o.secret)
  let messages: AlertMessage[] = []
  let answer = 200

  const take = (channel: AlertMessage['channel'], id: string | null, body: unknown): Reply => {
    if (answer >= 300) return { status: answer }
    messages.push({ channel, id, receivedAt: new Date().toISOString(), body })
    o.log(`alert receiver: took a message on ${channel}`)
    return { status: answer }
  }

  const route = (request: IncomingMessage, body: string): Reply => {
    switch (`${request.method} ${request.url}`) {
      case 'POST /slack': {
        const text = textOf(body)
        return text === null ? { status: 400, body: { error: 'no_text' } } : take('slack', null, { text })
      }
      case 'POST /webhook': {
        const event = verified(webhook, request, body)
        return event === null ? { status: 401, body: { error: 'The signature does not fit.' } } : take('webhook', header(request, 'webhook-id'), event)
      }
      case 'GET /__control/messages':
        return { status: 200, body: messages }
      case 'PUT /__control/answer':
        answer = statusOf(body)
        return { status: 204 }
      case 'POST /__control/reset':
        messages = []
        answer = 200
        return { status: 204 }
      default:
        return { status: 404 }
    }
  }

  const server = await listen({
    name: 'Alert receiver',
    ...(o.port !== undefined && { port: o.port }),
    listener: (request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => sendReply(response, route(request, body)))
    },
  })
  return { url: server.url, stop: () => server.close() }
}

function verified(webhook: Webhook, request: IncomingMessage, body: string): unknown {
  const headers = { 'webhook-id': header(request, 'webhook-id'), 'webhook-timestamp': header(request, 'webhook-timestamp'), 'webhook-signature': header(request, 'webhook-signature') }
  try {
    return webhook.verify(body, headers)
  } catch {
    return null
  }
}

function textOf(body: string): string | null {
  const value = field(body, 'text')
  return typeof value === 'string' && value !== '' ? value : null
}

function statusOf(body: string): number {
  const value = field(body, 'status')
  return typeof value === 'number' ? value : 200
}

function field(body: string, name: 'text' | 'status'): unknown {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? new Map<string, unknown>(Object.entries(parsed)).get(name) : undefined
  } catch {
    return undefined
  }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}
