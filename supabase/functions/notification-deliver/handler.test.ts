import assert from 'node:assert/strict'
import { Webhook } from 'standardwebhooks'
import { createHandler } from './handler.ts'
import type { Message } from './message.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
type Sent = { url: string; headers: Record<string, string>; body: string }

function message(change: Partial<Message> = {}): Message {
  return {
    id: 1,
    kind: 'firing',
    channel: 'slack',
    attempts: 1,
    payload: { incident_id: 212, rule: 'twilio_errors', label: 'Twilio errors', severity: 'page', state: 'firing', sentence: 'Twilio errors are at 31.4%, over 10%.', customers_waiting: 29 },
    ...change,
  }
}

class World {
  sent: Sent[] = []
  finished: [number, string | null][] = []
  status = 200
  due: Message[]
  secrets: Record<string, string> = { ALERT_SLACK_URL: 'https://hooks.example.com/slack', ALERT_WEBHOOK_URL: 'https://hooks.example.com/generic', ALERT_WEBHOOK_SECRET: secret }
  #work: Promise<unknown>[] = []

  constructor(due: Message[]) {
    this.due = due
  }

  async post(headers: Record<string, string> = { authorization: 'Bearer nudge-key' }, method = 'POST'): Promise<number> {
    const handle = createHandler({
      serviceKey: 'sb_secret_test',
      nudgeKey: () => Promise.resolve('nudge-key'),
      outbox: {
        claim: (limit) => Promise.resolve(this.due.splice(0, limit)),
        finish: (id, error) => Promise.resolve(void this.finished.push([id, error])),
      },
      secrets: { get: (name) => Promise.resolve(this.secrets[name] ?? null) },
      outbound: {
        fetch: (input, init) => {
          this.sent.push({ url: String(input), headers: Object.fromEntries(new Headers(init?.headers)), body: String(init?.body) })
          return Promise.resolve(new Response(null, { status: this.status }))
        },
        date: () => new Date(),
        resolve: () => Promise.resolve(['93.184.216.34']),
        allowPrivate: false,
      },
      consoleUrl: 'https://console.example.com/',
      log: () => undefined,
      waitUntil: (work) => void this.#work.push(work),
    })
    const answer = await handle(new Request('https://x/notification-deliver', { method, headers }))
    await Promise.all(this.#work)
    return answer.status
  }
}

Deno.test('a firing incident is told to Slack in words and counts, with the way to it', async () => {
  const world = new World([message()])
  assert.equal(await world.post(), 202)
  assert.deepEqual(world.sent.map(({ url }) => url), ['https://hooks.example.com/slack'])
  assert.deepEqual(JSON.parse(world.sent[0]?.body ?? ''), {
    text: '*Firing: Twilio errors*\nTwilio errors are at 31.4%, over 10%. 29 customers wait.\n<https://console.example.com/alerts/212|Open incident 212>',
  })
  assert.deepEqual(world.finished, [[1, null]])
})

Deno.test('text that could be markup is escaped', async () => {
  const world = new World([message({ payload: { ...message().payload, sentence: '<!channel> & <https://evil.example|x>' } })])
  await world.post()
  assert.match(world.sent[0]?.body ?? '', /&lt;!channel&gt; &amp; &lt;https/)
})

Deno.test('the generic webhook is signed, and the receiver can verify it', async () => {
  const world = new World([message({ channel: 'webhook', kind: 'resolved' })])
  await world.post()
  const [sent] = world.sent
  assert.ok(sent)
  const body = new Webhook(secret).verify(sent.body, sent.headers) as { type: string }
  assert.equal(body.type, 'alert.resolved')
  assert.equal(sent.headers['webhook-id'], 'notification_1')
})

Deno.test('what is not taken goes back with its reason, and the others are delivered', async () => {
  const world = new World([message(), message({ id: 2 })])
  world.status = 500
  await world.post()
  assert.deepEqual(world.finished, [[1, 'not_taken'], [2, 'not_taken']])
})

Deno.test('a channel that was taken away is said, not lost', async () => {
  const world = new World([message()])
  world.secrets = {}
  await world.post()
  assert.deepEqual(world.finished, [[1, 'not_configured']])
  assert.equal(world.sent.length, 0)
})

Deno.test('a full batch is followed by the next', async () => {
  const world = new World(Array.from({ length: 23 }, (_, index) => message({ id: index + 1 })))
  await world.post()
  assert.equal(world.finished.length, 23)
})

Deno.test('nobody else may call it', async () => {
  const world = new World([message()])
  for (const headers of [{}, { authorization: 'Bearer guess' }, { apikey: 'sb_publishable_x' }]) assert.equal(await world.post(headers as Record<string, string>), 401)
  assert.equal(await world.post({ authorization: 'Bearer nudge-key' }, 'GET'), 405)
  assert.equal(world.sent.length, 0)
  assert.equal(await world.post({ apikey: 'sb_secret_test' }), 202)
})
