import { createHmac } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import type { Client } from 'pg'
import { untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

const customerId = (userId: string) => `ctm_${userId.replaceAll('-', '').slice(0, 26)}`

function eventFor(userId: string, o: { id: string; price: string; status?: string }): string {
  const data = { id: `sub_${userId}`, status: o.status ?? 'active', customer_id: customerId(userId), items: [{ price: { id: o.price } }] }
  return JSON.stringify({ event_id: o.id, event_type: 'subscription.updated', occurred_at: new Date().toISOString(), notification_id: 'ntf_1', data })
}

async function signature(db: Client, body: string, at = Math.floor(Date.now() / 1000)): Promise<string> {
  const { rows } = await db.query<{ secret: string }>(`select decrypted_secret as secret from vault.decrypted_secrets where name = 'PADDLE_WEBHOOK_SECRET'`)
  return `ts=${at};h1=${createHmac('sha256', rows[0]?.secret ?? '').update(`${at}:${body}`).digest('hex')}`
}

async function deliver(request: APIRequestContext, body: string, header?: string) {
  const answer = await request.post('/api/webhooks/paddle', { data: Buffer.from(body), headers: { 'content-type': 'application/json', ...(header ? { 'paddle-signature': header } : {}) } })
  return { status: answer.status(), body: (await answer.json()) as unknown }
}

async function subscription(db: Client, userId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ now: string }>(`select tier_type || ' ' || status as now from public.subscriptions where user_id = $1 and current`, [userId])
  return rows[0]?.now
}

test('a signed event of Paddle ends in a number; the same event again and an unknown price change nothing', async ({ db, request, newCustomer }) => {
  const { id } = await newCustomer()
  const upgrade = eventFor(id, { id: `evt_${id}`, price: 'pri_demo_pro' })
  expect(await deliver(request, upgrade, await signature(db, upgrade))).toEqual({ status: 200, body: { outcome: 'applied', repeated: false } })
  await untilRun(db, id, 'succeeded')
  const { rows } = await db.query(`select state from public.phone_number_purchases where user_id = $1 and linked_at is not null`, [id])
  expect(rows).toEqual([{ state: 'recorded' }])

  expect(await deliver(request, upgrade, await signature(db, upgrade))).toEqual({ status: 200, body: { outcome: 'applied', repeated: true } })
  const stranger = eventFor(id, { id: `evt_2_${id}`, price: 'pri_nobody_mapped' })
  expect(await deliver(request, stranger, await signature(db, stranger))).toMatchObject({ status: 200, body: { outcome: 'unknown_price' } })
  expect(await subscription(db, id)).toBe('pro active')
})

test('without a signature that holds nothing is written', async ({ db, request, newCustomer }) => {
  const { id } = await newCustomer()
  const upgrade = eventFor(id, { id: `evt_forged_${id}`, price: 'pri_demo_pro' })
  const old = await signature(db, upgrade, Math.floor(Date.now() / 1000) - 301)
  for (const header of [undefined, 'ts=1;h1=00', old, await signature(db, `${upgrade} `)]) {
    expect(await deliver(request, upgrade, header)).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
  }
  expect(await subscription(db, id)).toBe('free active')
  const { rows } = await db.query(`select 1 from public.paddle_events where event_id = $1`, [`evt_forged_${id}`])
  expect(rows).toEqual([])
})
