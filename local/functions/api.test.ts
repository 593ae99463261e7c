import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoUserId } from '../seed/people.ts'
import { testStack, type TestStack } from '../testing/stack.ts'

let test: TestStack
let session: Record<'operator' | 'viewer' | 'outsider', string>
let nudgeKey: string
const customer = demoUserId('deniz.aksoy@example.com')

beforeAll(async () => {
  test = await testStack({ functions: true })
  const tokenOf = async (who: keyof typeof session) => (await (await test.client(who)).auth.getSession()).data.session?.access_token ?? ''
  session = { operator: await tokenOf('operator'), viewer: await tokenOf('viewer'), outsider: await tokenOf('outsider') }
  const [row] = await test.run<{ key: string }>(`select decrypted_secret as key from vault.decrypted_secrets where name = 'provision_nudge_key'`)
  nudgeKey = row?.key ?? ''
  expect(nudgeKey.length).toBeGreaterThan(20)
  await settled()
})
afterAll(() => test.remove())

/** Waits until the seed's own runs have ended, so that nothing but a test writes. */
async function settled(): Promise<void> {
  const open = () => test.run(`select 1 from public.phone_provision_logs where status in ('pending', 'processing', 'retry_scheduled')`)
  await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 50_000, interval: 200 })
}

type Sent = { headers?: Record<string, string>; body?: string; method?: string; name?: string }

async function post({ headers = {}, body, method = 'POST', name = 'phone-number-provision' }: Sent) {
  const response = await fetch(`${test.stack.info.api_url}/functions/v1/${name}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) as { error?: { code: string; message: string; request_id: string } } }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const action = (change: Record<string, unknown> = {}) =>
  JSON.stringify({ user_id: customer, trigger_action: 'check', idempotency_key: crypto.randomUUID(), ...change })

async function footprint(): Promise<unknown> {
  return test.run(`select (select count(*) from public.phone_provision_logs) as runs, (select count(*) from public.phone_provision_steps) as steps,
    (select count(*) from public.staff_actions) as actions, (select count(*) from public.phone_number_purchases) as purchases,
    (select count(*) from public.provision_holds) as holds`)
}

describe('phone-number-provision, asked badly', () => {
  const cases: [string, () => Sent, number, string, RegExp][] = [
    ['no key', () => ({ body: action() }), 401, 'unauthorized', /key or a session/],
    ['a wrong key', () => ({ headers: bearer('sb_secret_guess'), body: action() }), 401, 'unauthorized', /opens nothing/],
    ['the publishable key', () => ({ headers: { apikey: test.stack.info.publishable_key }, body: action() }), 401, 'unauthorized', /./],
    ['a made-up session', () => ({ headers: bearer('aaa.bbb.ccc'), body: action() }), 401, 'unauthorized', /Sign in again/],
    ['a customer’s session', () => ({ headers: bearer(session.outsider), body: action() }), 403, 'forbidden', /operators and admins/],
    ['a viewer’s session', () => ({ headers: bearer(session.viewer), body: action() }), 403, 'forbidden', /operators and admins/],
    ['a body that is not JSON', () => ({ headers: bearer(session.operator), body: '{user_id: 1' }), 400, 'bad_request', /not JSON/],
    ['a body of another type', () => ({ headers: { ...bearer(session.operator), 'content-type': 'text/plain' }, body: action() }), 415, 'unsupported_media_type', /application\/json/],
    ['a wrong UUID', () => ({ headers: bearer(session.operator), body: action({ user_id: '12' }) }), 400, 'bad_request', /user_id must be a UUID/],
    ['an unknown action', () => ({ headers: bearer(session.operator), body: action({ trigger_action: 'explode' }) }), 400, 'bad_request', /trigger_action must be one of/],
    ['a release without a reason', () => ({ headers: bearer(session.operator), body: action({ trigger_action: 'release' }) }), 400, 'bad_request', /reason must say why/],
    ['an unknown customer', () => ({ headers: bearer(session.operator), body: action({ user_id: '00000000-0000-4000-8000-000000000000' }) }), 404, 'not_found', /no customer/],
    ['an oversized body', () => ({ headers: bearer(session.operator), body: action({ reason: 'x'.repeat(20_000) }) }), 413, 'payload_too_large', /16 KiB/],
    ['a GET', () => ({ headers: bearer(session.operator), method: 'GET' }), 405, 'method_not_allowed', /POST/],
  ]
  for (const [what, sent, status, code, message] of cases) {
    it(`${what} is answered ${status} ${code}, without a stack, and nothing is written`, async () => {
      const before = await footprint()
      const answer = await post(sent())
      expect(answer.status).toBe(status)
      expect(answer.body.error).toEqual({ code, message: expect.stringMatching(message), request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
      expect(answer.text).not.toMatch(/\.ts:|at async|node_modules|postgres/i)
      expect(await footprint()).toEqual(before)
    })
  }
})

describe('the nudge key', () => {
  it('opens an existing run and nothing else', async () => {
    const before = await footprint()
    expect((await post({ headers: bearer(nudgeKey), body: action() })).status).toBe(400)
    expect((await post({ headers: bearer(nudgeKey), body: JSON.stringify({ user_id: customer, trigger_action: 'release' }) })).status).toBe(400)
    expect((await post({ headers: bearer(nudgeKey), body: JSON.stringify({ log_id: 999_999_999 }) })).status).toBe(404)
    expect((await post({ headers: bearer(nudgeKey), body: action(), name: 'vapi-number-update' })).status).toBe(401)
    expect((await post({ headers: bearer(nudgeKey), body: JSON.stringify({ comparison_id: 999_999_999 }), name: 'inventory-reconcile' })).status).toBe(404)
    expect((await post({ headers: bearer(session.operator), body: JSON.stringify({ comparison_id: 1 }), name: 'inventory-reconcile' })).status).toBe(401)
    const rest = await fetch(`${test.stack.info.api_url}/rest/v1/phone_provision_logs?select=id`, { headers: { apikey: nudgeKey, ...bearer(nudgeKey) } })
    expect(rest.status).toBeGreaterThanOrEqual(400)
    expect(await footprint()).toEqual(before)
    const [run] = await test.run<{ id: string }>(`select id from public.phone_provision_logs order by id limit 1`)
    expect((await post({ headers: bearer(nudgeKey), body: JSON.stringify({ log_id: Number(run?.id) }) })).status).toBe(202)
  })
})

describe('vapi-number-update', () => {
  it('is for the service alone', async () => {
    for (const headers of [{}, bearer(session.operator), bearer('sb_secret_guess')]) {
      const answer = await post({ headers, body: action(), name: 'vapi-number-update' })
      expect(answer.status).toBe(401)
      expect(answer.body.error?.code).toBe('unauthorized')
    }
  })
  it('names the fields of a bad body', async () => {
    const answer = await post({ headers: { apikey: test.stack.info.secret_key }, body: JSON.stringify({ user_id: customer, phone_number: '555' }), name: 'vapi-number-update' })
    expect(answer.status).toBe(400)
    expect(answer.body.error?.message).toMatch(/phone_number must be an E\.164 number/)
  })
})

describe('a good request', () => {
  it('by an operator is taken once, however often it is sent', async () => {
    const body = action({ trigger_action: 'check' })
    const answers = await Promise.all([1, 2, 3].map(() => post({ headers: bearer(session.operator), body })))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(new Set(answers.map(({ text }) => (JSON.parse(text) as { run_id: number }).run_id)).size).toBe(1)
    await settled()
  })
})
