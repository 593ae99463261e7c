import { Webhook } from 'standardwebhooks'
import type { Log } from '../log.ts'
import { header, startReceiver, statusOf, verified, type Answer } from '../receiver/receiver.ts'

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

  const handover: Answer = (request, body) => {
    const event = verified(webhook, request, body)
    if (event === null) return { status: 401, body: { error: 'The signature does not fit.' } }
    if (answer >= 300) return { status: answer, headers: { location: '/elsewhere' } }
    const id = header(request, 'webhook-id')
    const known = taken.get(id)
    if (known) known.attempts += 1
    else taken.set(id, { id, attempts: 1, receivedAt: new Date().toISOString(), event })
    o.log(`old system: took ${id}`)
    return { status: answer }
  }

  const server = await startReceiver({
    name: 'Old system',
    port: o.port,
    routes: {
      'POST /handover': handover,
      'GET /__control/handovers': () => ({ status: 200, body: [...taken.values()] }),
      'PUT /__control/answer': (_, body) => {
        answer = statusOf(body, 202)
        return { status: 204 }
      },
      'POST /__control/reset': () => {
        taken.clear()
        answer = 202
        return { status: 204 }
      },
    },
  })
  return { url: server.url, stop: () => server.close() }
}
