import assert from 'node:assert/strict'
import { DatabaseError } from '../_shared/engine-db.ts'
import type { PaddleEvent } from '../_shared/supabase-db.ts'
import { createHandler } from './handler.ts'
import { sign } from './signature.ts'

const secret = 'pdl_ntfset_test'
const now = new Date('2026-01-01T12:00:00Z')
const seconds = now.getTime() / 1000
const event = {
  event_id: 'evt_1',
  event_type: 'subscription.created',
  occurred_at: '2026-01-01T11:59:59.123456Z',
  notification_id: 'ntf_1',
  data: { id: 'sub_1', status: 'active', customer_id: 'ctm_1', items: [{ quantity: 1, price: { id: 'pri_pro' } }, { price: { id: 'pri_pro' } }] },
}

async function send(o: { body?: string; header?: string | null; apply?: () => Promise<{ outcome: string; repeated: boolean }>; secret?: string | null; method?: string } = {}) {
  const body = o.body ?? JSON.stringify(event)
  const header = o.header === undefined ? `ts=${seconds};h1=${sign(`${seconds}:${body}`, secret)}` : o.header
  const applied: PaddleEvent[] = []
  const handler = createHandler({
    secret: () => Promise.resolve(o.secret === undefined ? secret : o.secret),
    apply: (given) => {
      applied.push(given)
      return o.apply?.() ?? Promise.resolve({ outcome: 'applied', repeated: false })
    },
    date: () => now,
    log: () => undefined,
  })
  const method = o.method ?? 'POST'
  const response = await handler(
    new Request('http://localhost', { method, headers: header === null ? {} : { 'paddle-signature': header }, ...(method === 'POST' ? { body } : {}) }),
  )
  return { status: response.status, body: await response.text(), applied }
}

Deno.test('a signed subscription event is applied, with nothing personal in it', async () => {
  const sent = await send()
  assert.deepEqual([sent.status, JSON.parse(sent.body)], [200, { outcome: 'applied', repeated: false }])
  assert.deepEqual(sent.applied, [
    {
      eventId: 'evt_1',
      eventType: 'subscription.created',
      occurredAt: '2026-01-01T11:59:59.123456Z',
      subscriptionId: 'sub_1',
      customerId: 'ctm_1',
      status: 'active',
      priceIds: ['pri_pro'],
    },
  ])
})

Deno.test('each h1 is tried: during a rotation the first or the last may be ours', async () => {
  const right = sign(`${seconds}:${JSON.stringify(event)}`, secret)
  const other = sign('other', secret)
  for (const hashes of [[right, other], [other, right]]) {
    const sent = await send({ header: `ts=${seconds};${hashes.map((hash) => `h1=${hash}`).join(';')}` })
    assert.equal(sent.status, 200)
  }
})

Deno.test('a signature that does not hold changes nothing', async () => {
  const body = JSON.stringify(event)
  const right = sign(`${seconds}:${body}`, secret)
  const headers = [
    null,
    '',
    'nonsense',
    `ts=${seconds}`,
    `h1=${right}`,
    `ts=${seconds};h1=${right.slice(0, -1)}`,
    `ts=${seconds};h1=${sign(`${seconds}:${body}`, 'another')}`,
    `ts=${seconds};ts=1;h1=${right}`,
    `ts=${seconds}.5;h1=${right}`,
  ]
  for (const header of headers) {
    const sent = await send({ header })
    assert.deepEqual([header, sent.status, sent.applied.length], [header, 401, 0])
  }
  const changed = await send({ body: body.replace('pri_pro', 'pri_max'), header: `ts=${seconds};h1=${right}` })
  assert.deepEqual([changed.status, changed.applied.length], [401, 0])
})

Deno.test('five minutes on either side are the limit', async () => {
  const body = JSON.stringify(event)
  for (const [offset, status] of [[-300, 200], [300, 200], [-301, 401], [301, 401]] as const) {
    const at = seconds + offset
    const sent = await send({ header: `ts=${at};h1=${sign(`${at}:${body}`, secret)}` })
    assert.deepEqual([offset, sent.status], [offset, status])
  }
})

Deno.test('an event about something else is taken and ignored', async () => {
  const sent = await send({ body: JSON.stringify({ ...event, event_type: 'transaction.completed', data: { id: 'txn_1' } }) })
  assert.deepEqual([sent.status, JSON.parse(sent.body), sent.applied.length], [200, { outcome: 'ignored' }, 0])
})

Deno.test('a signed body that is no event names what is wrong', async () => {
  const notJson = await send({ body: 'hello' })
  assert.equal(notJson.status, 400)
  const noItems = await send({ body: JSON.stringify({ ...event, data: { id: 'sub_1', status: 'active', customer_id: 'ctm_1' } }) })
  assert.equal(noItems.status, 400)
  assert.match(noItems.body, /items/)
})

Deno.test('too large, without a secret, not POST, database away: refused, and worth sending again where it is', async () => {
  assert.equal((await send({ body: 'x'.repeat(257 * 1024) })).status, 413)
  assert.equal((await send({ secret: null })).status, 503)
  assert.equal((await send({ method: 'GET' })).status, 405)
  assert.equal((await send({ apply: () => Promise.reject(new DatabaseError('connection', 'refused')) })).status, 503)
})

Deno.test('an unexpected failure shows nothing of itself', async () => {
  const sent = await send({ apply: () => Promise.reject(new Error('secret detail')) })
  assert.equal(sent.status, 500)
  assert.doesNotMatch(sent.body, /secret detail/)
})
