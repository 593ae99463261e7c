import { Webhook } from 'standardwebhooks'
import type { Log } from '../log.ts'
import type { Reply } from '../providers/http/reply.ts'
import { field, header, startReceiver, statusOf, verified } from '../receiver/receiver.ts'

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

  const server = await startReceiver({
    name: 'Alert receiver',
    port: o.port,
    routes: {
      'POST /slack': (_, body) => {
        const text = field(body, 'text')
        return typeof text === 'string' && text !== '' ? take('slack', null, { text }) : { status: 400, body: { error: 'no_text' } }
      },
      'POST /webhook': (request, body) => {
        const event = verified(webhook, request, body)
        return event === null ? { status: 401, body: { error: 'The signature does not fit.' } } : take('webhook', header(request, 'webhook-id'), event)
      },
      'GET /__control/messages': () => ({ status: 200, body: messages }),
      'PUT /__control/answer': (_, body) => {
        answer = statusOf(body, 200)
        return { status: 204 }
      },
      'POST /__control/reset': () => {
        messages = []
        answer = 200
        return { status: 204 }
      },
    },
  })
  return { url: server.url, stop: () => server.close() }
}
