import assert from 'node:assert/strict'
import type { VapiPayload } from '../_shared/domain/payloads.ts'
import { createVapiNumberUpdate } from './vapi-number-update-client.ts'

const payload: VapiPayload = { user_id: '7c1e40a2-0000-4000-8000-000000009b31', phone_number: '+15125550101', operation: 'link', assistant_id: 'assistant-1', log_id: 1, attempt: 1 }
const linked = { ok: true, vapi_phone_number_id: 'vapi-1', assistant_id: 'assistant-1', verified: true, steps: [] }

/** Asks with a hop that answers in turn: what it says, or an answer that is lost. */
async function ask(asked: VapiPayload, ...answers: Array<Response | 'lost'>) {
  const bodies: VapiPayload[] = []
  const update = createVapiNumberUpdate({
    url: 'http://localhost/vapi-number-update',
    serviceKey: 'secret',
    timeoutMs: 15_000,
    fetch: (_url, init) => {
      bodies.push(JSON.parse(String(init?.body)))
      const answer = answers.shift()
      return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(new TypeError('connection reset'))
    },
    sleep: () => Promise.resolve(),
    now: () => 0,
  })
  return { answer: await update(asked), bodies }
}

Deno.test('what the caller had not found is believed once: after a lost answer it is looked for', async () => {
  const { answer, bodies } = await ask({ ...payload, found_none: true }, 'lost', new Response('upstream', { status: 502 }), Response.json(linked))
  assert.deepEqual(bodies.map((body) => body.found_none === true), [true, false, false])
  for (const body of bodies) assert.deepEqual([body.operation, body.phone_number, body.assistant_id], ['link', payload.phone_number, 'assistant-1'])
  // What the lost try had sent may still take effect.
  assert.deepEqual([answer.ok, answer.ok && answer.verified], [true, false])
})

Deno.test('an answer at once is believed, and nothing is asked twice', async () => {
  const { answer, bodies } = await ask({ ...payload, found_none: true }, Response.json(linked))
  assert.deepEqual([answer, bodies.length], [linked, 1])
})

Deno.test('what VAPI itself refused is not asked again, and three lost answers are an unknown outcome', async () => {
  const refused = { ok: false, error: { provider: 'vapi', code: '400', httpStatus: 400, unknown: false }, steps: [] }
  assert.deepEqual((await ask(payload, Response.json(refused))).bodies.length, 1)
  const { answer, bodies } = await ask(payload, 'lost', 'lost', 'lost')
  assert.deepEqual([bodies.length, answer.ok ? null : answer.error], [3, { provider: 'function', code: 'network', httpStatus: null, unknown: true }])
})
