import assert from 'node:assert/strict'
import { Webhook } from 'standardwebhooks'
import { findPublicAddresses } from './check-url.ts'
import type { OutboundDeps } from './post-json.ts'
import { postSigned } from './post-signed.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const publicHost = () => Promise.resolve(['93.184.216.34'])

type Seen = { url: string; headers: Record<string, string>; body: string; redirect: string | undefined; addresses: readonly string[] | null }

function world(answer: Response | Error, change: Partial<OutboundDeps> = {}): { deps: OutboundDeps; seen: Seen[] } {
  const seen: Seen[] = []
  const fake: OutboundDeps['fetch'] = (input, init, addresses) => {
    seen.push({ url: String(input), headers: Object.fromEntries(new Headers(init.headers)), body: String(init.body), redirect: init.redirect, addresses })
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { deps: { fetch: fake, date: () => new Date(), resolve: publicHost, allowPrivate: false, ...change }, seen }
}

const message = { url: 'https://old.example.com/hook', secret, id: 'handover_1', body: { type: 'x' }, timeoutMs: 1000 }

Deno.test('the receiver can verify what was sent', async () => {
  const { deps, seen } = world(new Response(null, { status: 204 }))
  assert.deepEqual(await postSigned(deps, message), { ok: true, value: { status: 204 } })
  const [sent] = seen
  assert.ok(sent)
  assert.deepEqual(new Webhook(secret).verify(sent.body, sent.headers), { type: 'x' })
  assert.equal(sent.headers['webhook-id'], 'handover_1')
  assert.deepEqual(sent.addresses, ['93.184.216.34'], 'to the address that was checked')
})

Deno.test('a changed body is not verified', async () => {
  const { deps, seen } = world(new Response(null, { status: 204 }))
  await postSigned(deps, message)
  const [sent] = seen
  assert.ok(sent)
  assert.throws(() => new Webhook(secret).verify('{"type":"y"}', sent.headers))
})

for (const status of [301, 307, 400, 404, 500]) {
  Deno.test(`${status} is not taken, and no redirect is followed`, async () => {
    const { deps, seen } = world(new Response(null, { status, headers: { location: 'http://169.254.169.254/' } }))
    const result = await postSigned(deps, message)
    assert.deepEqual(result, { ok: false, error: { provider: 'function', code: 'not_taken', httpStatus: status, unknown: status >= 500 } })
    assert.equal(seen[0]?.redirect, 'manual')
    assert.equal(seen.length, 1)
  })
}

Deno.test('a time-out leaves it open whether it was taken', async () => {
  const { deps } = world(new DOMException('late', 'TimeoutError'))
  const result = await postSigned(deps, message)
  assert.equal(!result.ok && result.error.code, 'no_answer')
  assert.equal(!result.ok && result.error.unknown, true)
})

Deno.test('a secret that is none is said, not thrown', async () => {
  const { deps, seen } = world(new Response())
  const result = await postSigned(deps, { ...message, secret: '' })
  assert.equal(!result.ok && result.error.code, 'bad_secret')
  assert.equal(seen.length, 0)
})

Deno.test('nothing is sent to a private address unless that is allowed', async () => {
  const { deps, seen } = world(new Response(), { resolve: () => Promise.resolve(['10.0.0.7']) })
  const result = await postSigned(deps, message)
  assert.equal(!result.ok && result.error.code, 'blocked_url')
  assert.equal(seen.length, 0)
  assert.equal((await postSigned({ ...deps, allowPrivate: true }, { ...message, url: 'http://127.0.0.1:9/hook' })).ok, true)
})

const refused: Record<string, string> = {
  'not a url': 'is no URL',
  'http://old.example.com/': 'is not HTTPS',
  'ftp://old.example.com/': 'is not HTTPS',
  'https://user:word@old.example.com/': 'carries a password',
  'https://127.0.0.1/': 'leads to a private address',
  'https://2130706433/': 'leads to a private address',
  'https://169.254.169.254/latest/meta-data': 'leads to a private address',
  'https://10.1.2.3/': 'leads to a private address',
  'https://100.64.0.1/': 'leads to a private address',
  'https://[::1]/': 'leads to a private address',
  'https://[::ffff:10.0.0.1]/': 'leads to a private address',
  'https://[fd00::1]/': 'leads to a private address',
  'https://0.0.0.0/': 'leads to a private address',
}
for (const [url, reason] of Object.entries(refused)) {
  Deno.test(`${url} ${reason}`, async () => assert.deepEqual(await findPublicAddresses(url, publicHost), { refusal: reason }))
}

Deno.test('a host is refused when only one of its addresses is private, and when it has none', async () => {
  assert.deepEqual(await findPublicAddresses('https://old.example.com/', () => Promise.resolve(['93.184.216.34', '192.168.1.1'])), { refusal: 'leads to a private address' })
  assert.deepEqual(await findPublicAddresses('https://old.example.com/', () => Promise.resolve([])), { refusal: 'has no address' })
  assert.deepEqual(await findPublicAddresses('https://old.example.com/', publicHost), { addresses: ['93.184.216.34'] })
})
