import assert from 'node:assert/strict'
import { MissingSecret } from '../_shared/providers/missing-secret.ts'
import type { ComparisonDb, Deps } from './deps.ts'
import { createHandler } from './handler.ts'

type World = { claim?: Awaited<ReturnType<ComparisonDb['claim']>>; missing?: boolean }

async function post(body: unknown, world: World = {}, headers: Record<string, string> = { authorization: 'Bearer nudge' }) {
  const said: string[] = []
  const background: Array<Promise<unknown>> = []
  const db: ComparisonDb = {
    claim: () => Promise.resolve(world.claim ?? { claimed: true }),
    report: (_id, phase) => Promise.resolve(said.push(phase) > 0),
    fail: (_id, code) => Promise.resolve(said.push(`failed ${code}`) > 0),
    record: (_id, sighting) => {
      said.push(`recorded ${sighting.twilio.length} and ${sighting.vapi.length}`)
      return Promise.resolve({ recorded: true })
    },
  }
  const deps: Deps = {
    serviceKey: 'secret',
    nudgeKey: () => Promise.resolve('nudge'),
    db,
    twilio: () =>
      world.missing
        ? Promise.reject(new MissingSecret('TWILIO_ACCOUNT_SID'))
        : Promise.resolve({ accountSid: 'AC1', subaccounts: () => Promise.resolve({ ok: true, value: [] }), listNumbers: () => Promise.resolve({ ok: true, value: [] }) }),
    vapi: () => Promise.resolve({ listNumbers: () => Promise.resolve({ ok: true, value: [] }), deletedAssistants: () => Promise.resolve({ ok: true, value: [] }) }),
    now: () => 1_000_000,
    dropSecrets: (readBefore) => void said.push(`dropped ${readBefore ?? 'all'}`),
    log: () => undefined,
    waitUntil: (work) => void background.push(work),
  }
  const request = new Request('http://localhost', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  const response = await createHandler(deps)(request)
  await Promise.all(background)
  return { status: response.status, body: (await response.json()) as { status?: string; error?: { code: string; message: string } }, said }
}

Deno.test('the nudge starts the comparison that it names, and what was seen is recorded at once', async () => {
  const { status, body, said } = await post({ comparison_id: 7 })
  assert.deepEqual([status, body.status, said], [202, 'listing', ['recording', 'recorded 0 and 0']])
})

Deno.test('a second nudge starts nothing', async () => {
  const { status, body, said } = await post({ comparison_id: 7 }, { claim: { claimed: false, reason: 'taken' } })
  assert.deepEqual([status, body.status, said], [202, 'not_started', []])
})

Deno.test('a missing secret is a failure that is seen, and nothing is recorded', async () => {
  assert.deepEqual((await post({ comparison_id: 7 }, { missing: true })).said, ['failed config_missing'])
})

Deno.test('what was read of the secrets before an admin resumed is read again, and no key of before is used', async () => {
  assert.deepEqual((await post({ comparison_id: 7 }, { claim: { claimed: true, resumed_ms_ago: 30_000 } })).said, ['dropped 970000', 'recording', 'recorded 0 and 0'])
})

Deno.test('a comparison that somebody else has drops nothing', async () => {
  assert.deepEqual((await post({ comparison_id: 7 }, { claim: { claimed: false, reason: 'taken' } })).said, [])
})

Deno.test('who has no key, no comparison or a wrong one is refused', async () => {
  assert.equal((await post({ comparison_id: 7 }, {}, {})).status, 401)
  assert.equal((await post({ comparison_id: 7 }, {}, { authorization: 'Bearer aaa.bbb.ccc' })).status, 401)
  assert.match((await post({ comparison_id: 'seven' })).body.error?.message ?? '', /comparison_id must be a whole number/)
  assert.equal((await post({ comparison_id: 7 }, { claim: { claimed: false, reason: 'not_found' } })).status, 404)
})
