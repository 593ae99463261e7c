import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testStack, type TestStack } from '../testing/stack.ts'

let test: TestStack
const channels: RealtimeChannel[] = []

beforeAll(async () => {
  test = await testStack({ functions: false })
})
afterEach(async () => {
  await Promise.all(channels.splice(0).map((channel) => channel.unsubscribe()))
})
afterAll(() => test.remove())

type Heard = { event: string; payload: unknown }

/** Subscribes, and keeps every status and every message in the order in which they came. */
function subscribe(client: SupabaseClient, topic: string, config: { private?: boolean } = { private: true }) {
  const heard: Heard[] = []
  const statuses: string[] = []
  const channel = client.channel(topic, { config })
  channels.push(channel)
  channel.on('broadcast', { event: '*' }, (message) => heard.push({ event: message.event, payload: message['payload'] }))
  channel.subscribe((status) => statuses.push(status))
  return { channel, heard, statuses, until: (status: string) => expect.poll(() => statuses, { timeout: 30_000 }).toContain(status) }
}

const send = (topic: string, payload: unknown) => `select realtime.send('${JSON.stringify(payload)}'::jsonb, 'said', '${topic}', true)`

describe('private broadcast channels for an unmodified supabase-js', () => {
  it('let staff in and nobody else: not a customer, not the bare key', async () => {
    const staff = subscribe(await test.client('viewer'), 'ops:console')
    const customer = subscribe(await test.client('outsider'), 'ops:console')
    const bare = subscribe(await test.client(), 'ops:console')
    await staff.until('SUBSCRIBED')
    await customer.until('CHANNEL_ERROR')
    await bare.until('CHANNEL_ERROR')
    await test.run(send('ops:console', { n: 1 }))
    await expect.poll(() => staff.heard.map(({ payload }) => payload)).toMatchObject([{ n: 1 }])
    expect([...customer.heard, ...bare.heard]).toEqual([])
  })

  it('refuse a topic that the policy does not name, and a public channel', async () => {
    const client = await test.client('admin')
    const foreign = subscribe(client, 'chat:lobby')
    await foreign.until('CHANNEL_ERROR')
    const open = subscribe(client, 'ops:console', {})
    await open.until('CHANNEL_ERROR')
  })

  it('carry a message after its commit, in order, and never one that was rolled back', async () => {
    const staff = subscribe(await test.client('operator'), 'ops:console')
    await staff.until('SUBSCRIBED')
    await test.run(`begin; ${send('ops:console', { n: 'never' })}; rollback`)
    await test.run(`begin; ${send('ops:console', { n: 0 })}; select pg_sleep(0.2); ${send('ops:console', { n: 1 })}; commit`)
    await test.run(`select realtime.send(jsonb_build_object('n', i), 'said', 'ops:console', true) from generate_series(2, 400) i`)
    await expect.poll(() => staff.heard.length, { timeout: 20_000 }).toBe(401)
    expect(staff.heard.map(({ payload }) => (payload as { n: unknown }).n)).toEqual(Array.from({ length: 401 }, (_, n) => n))
  })

  it('keep topics apart', async () => {
    const client = await test.client('operator')
    const one = subscribe(client, 'ops:user:1')
    const two = subscribe(client, 'ops:user:2')
    await one.until('SUBSCRIBED')
    await two.until('SUBSCRIBED')
    await test.run(send('ops:user:2', { for: 'two' }))
    await expect.poll(() => two.heard.length).toBe(1)
    expect(one.heard).toEqual([])
  })

  it('are joined again by the client after the service was away; what was said meanwhile is lost', async () => {
    const staff = subscribe(await test.client('operator'), 'ops:console')
    await staff.until('SUBSCRIBED')
    test.stack.realtime.dropAll()
    await test.run(send('ops:console', { n: 'unheard' }))
    await expect.poll(() => staff.statuses.filter((status) => status === 'SUBSCRIBED').length, { timeout: 40_000 }).toBe(2)
    await test.run(send('ops:console', { n: 'heard' }))
    await expect.poll(() => staff.heard.map(({ payload }) => (payload as { n: string }).n)).toEqual(['heard'])
  })

  it('answer the heartbeat of the client', async () => {
    const client = createClient(test.stack.info.api_url, test.stack.info.publishable_key, { realtime: { heartbeatIntervalMs: 200 } })
    const beats: string[] = []
    client.realtime.onHeartbeat((status) => beats.push(status))
    client.realtime.connect()
    await expect.poll(() => beats.filter((status) => status === 'ok').length).toBeGreaterThan(2)
    expect(beats).not.toContain('timeout')
    await client.realtime.disconnect()
  })

  it('close a channel whose token runs out, and keep one whose token is refreshed', async () => {
    const { id } = test.stack.info.accounts.operator
    const token = (seconds: number) =>
      new SignJWT({ role: 'authenticated', aud: 'authenticated' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(`${seconds} seconds`)
        .sign(new TextEncoder().encode(test.jwtSecret))
    const fading = await test.client()
    await fading.realtime.setAuth(await token(3))
    const kept = await test.client()
    await kept.realtime.setAuth(await token(3))
    const one = subscribe(fading, 'ops:console')
    const two = subscribe(kept, 'ops:console')
    await one.until('SUBSCRIBED')
    await two.until('SUBSCRIBED')
    await kept.realtime.setAuth(await token(3600))
    await one.until('CLOSED')
    await test.run(send('ops:console', { n: 1 }))
    await expect.poll(() => two.heard.length).toBe(1)
    expect(one.heard).toEqual([])
    expect(two.statuses).toEqual(['SUBSCRIBED'])
  })

  it('refuse a forged token', async () => {
    const client = await test.client()
    const forged = await new SignJWT({ role: 'service_role' }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('not the secret of this project'))
    await client.realtime.setAuth(forged)
    const channel = subscribe(client, 'ops:console')
    await channel.until('CHANNEL_ERROR')
  })
})

describe('a stack that is stopped', () => {
  it('does not wait for those who are still connected', async () => {
    const other = await testStack({ functions: false })
    const client = await other.client('viewer')
    const channel = client.channel('ops:console', { config: { private: true } })
    await new Promise<void>((resolve) => channel.subscribe((status) => status === 'SUBSCRIBED' && resolve()))
    await other.stack.stop()
    await client.realtime.disconnect()
    await other.remove()
  })
})
