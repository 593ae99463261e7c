import { expect, test } from 'vitest'
import { forwardEvent } from './forward-event'

const env = { supabaseUrl: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x', environment: 'Test' }

function event(body: string, headers: Record<string, string> = {}) {
  return new Request('https://console.test/api/webhooks/paddle', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
}

test('hands over the bytes and the signature as they came, and answers what the function answered', async () => {
  const body = '{ "event_id" : "evt_1",\n "name": "Zoë" }'
  const sent: { url: string; init: RequestInit | undefined }[] = []
  const answer = await forwardEvent(event(body, { 'paddle-signature': 'ts=1;h1=ab' }), env, (url, init) => {
    sent.push({ url: url instanceof Request ? url.url : url.toString(), init })
    return Promise.resolve(Response.json({ outcome: 'applied' }, { status: 200 }))
  })
  expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'applied' }])
  expect(sent[0]?.url).toBe('https://abc.supabase.co/functions/v1/paddle-webhook')
  expect(await new Response(sent[0]?.init?.body).text()).toBe(body)
  expect(new Headers(sent[0]?.init?.headers).get('paddle-signature')).toBe('ts=1;h1=ab')
})

test('a function that does not answer is a 503, so that Paddle sends the event again', async () => {
  const answer = await forwardEvent(event('{}'), env, () => Promise.reject(new TypeError('fetch failed')))
  expect(answer.status).toBe(503)
})

test('the refusal of the function is passed on', async () => {
  const answer = await forwardEvent(event('{}'), env, () => Promise.resolve(Response.json({ error: { code: 'unauthorized' } }, { status: 401 })))
  expect([answer.status, await answer.json()]).toEqual([401, { error: { code: 'unauthorized' } }])
})

test('a body without end is refused before it is passed on', async () => {
  const answer = await forwardEvent(event('x'.repeat(300 * 1024)), env, () => Promise.reject(new Error('must not be called')))
  expect(answer.status).toBe(413)
})
