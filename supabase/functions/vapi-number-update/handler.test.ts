import assert from 'node:assert/strict'
import type { ProviderError, ProviderResult } from '../_shared/providers/provider-error.ts'
import { MissingSecret } from '../_shared/providers/missing-secret.ts'
import type { ImportedNumber, VapiPort } from '../_shared/providers/vapi.ts'
import type { Deps } from './deps.ts'
import { createHandler } from './handler.ts'

class FakeVapi implements VapiPort {
  numbers: ImportedNumber[] = []
  imports = 0
  next: Partial<Record<'find' | 'import' | 'set' | 'remove', ProviderError[]>> = {}
  importTakesEffectAnyway = false
  keepsAssistant = false

  find(e164Number: string) {
    return this.#at('find', () => this.numbers.filter((n) => n.e164Number === e164Number))
  }
  get(id: string) {
    return Promise.resolve<ProviderResult<ImportedNumber>>({ ok: true, value: structuredClone(this.#one(id)) })
  }
  import(o: { e164Number: string; name: string; assistantId: string }) {
    const perform = (): ImportedNumber => {
      this.imports += 1
      this.numbers.push({ id: `v${this.imports}`, e164Number: o.e164Number, name: o.name, assistantId: o.assistantId, status: 'active' })
      return this.#one(`v${this.imports}`)
    }
    if (this.next.import?.length && this.importTakesEffectAnyway) perform()
    return this.#at('import', perform)
  }
  setAssistant(id: string, assistantId: string | null) {
    return this.#at('set', () => {
      const number = this.#one(id)
      if (!this.keepsAssistant) number.assistantId = assistantId
      return number
    })
  }
  remove(id: string) {
    return this.#at('remove', () => {
      this.numbers = this.numbers.filter((n) => n.id !== id)
      return null
    })
  }
  #one(id: string): ImportedNumber {
    const found = this.numbers.find((n) => n.id === id)
    if (!found) throw new Error(`no import ${id}`)
    return found
  }
  #at<T>(door: 'find' | 'import' | 'set' | 'remove', perform: () => T): Promise<ProviderResult<T>> {
    const error = this.next[door]?.shift()
    return Promise.resolve(error ? { ok: false, error } : { ok: true, value: perform() })
  }
}

const number = '+15125550101'
const payload = { user_id: '7c1e40a2-0000-4000-8000-000000009b31', phone_number: number, operation: 'link', assistant_id: 'assistant-1', log_id: 1, attempt: 1 }

async function post(vapi: FakeVapi, change: object = {}, headers: Record<string, string> = { apikey: 'secret' }, own: Partial<Deps> = {}) {
  const secrets = { dropSecrets: () => undefined, secretsChanged: () => Promise.resolve(false) }
  const handler = createHandler({ serviceKey: 'secret', vapi: () => Promise.resolve(vapi), callTimeoutMs: 4_000, ...secrets, now: () => 0, date: () => new Date(0), log: () => undefined, ...own })
  const response = await handler(
    new Request('http://localhost', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ ...payload, ...change }) }),
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { steps?: Array<{ step: string }> } }
}

Deno.test('imports and links a number in one go, and reads it back', async () => {
  const vapi = new FakeVapi()
  const { body } = await post(vapi)
  assert.deepEqual([body['ok'], body['assistant_id'], body['verified']], [true, 'assistant-1', true])
  assert.deepEqual(body.steps?.map((s) => s.step), ['find_import', 'import_number', 'verify_link'])
})

Deno.test('a caller with little time is served: each call has its share of it', async () => {
  const { body } = await post(new FakeVapi(), { budget_ms: 2_000 })
  assert.deepEqual([body['ok'], body['verified']], [true, true])
})

Deno.test('finds before it creates: a known number is only pointed at the assistant', async () => {
  const vapi = new FakeVapi()
  vapi.numbers = [{ id: 'v9', e164Number: number, name: 'old', assistantId: 'other', status: 'active' }]
  const { body } = await post(vapi)
  assert.equal(body['vapi_phone_number_id'], 'v9')
  assert.equal(vapi.imports, 0)
  assert.equal(vapi.numbers[0]?.assistantId, 'assistant-1')
})

Deno.test('only looks when it is asked what is there', async () => {
  const vapi = new FakeVapi()
  assert.equal((await post(vapi, { operation: 'find' })).body['vapi_phone_number_id'], null)
  vapi.numbers = [{ id: 'v9', e164Number: number, name: 'old', assistantId: 'other', status: 'active' }]
  const { body } = await post(vapi, { operation: 'find' })
  assert.deepEqual([body['vapi_phone_number_id'], body['assistant_id'], vapi.imports, vapi.numbers[0]?.assistantId], ['v9', 'other', 0, 'other'])
  assert.deepEqual(body.steps?.map((s) => s.step), ['find_import'])
})

Deno.test('does not look again for a caller who has, and finds what came meanwhile all the same', async () => {
  const vapi = new FakeVapi()
  const first = await post(vapi, { found_none: true })
  assert.deepEqual(first.body.steps?.map((s) => s.step), ['import_number', 'verify_link'])
  vapi.next = { import: [{ provider: 'vapi', code: '400', httpStatus: 400, unknown: false }] }
  const second = await post(vapi, { found_none: true, assistant_id: 'assistant-2' })
  assert.deepEqual([second.body['ok'], vapi.imports, vapi.numbers[0]?.assistantId], [true, 1, 'assistant-2'])
})

Deno.test('an import whose answer was lost is found, not repeated', async () => {
  const vapi = new FakeVapi()
  vapi.next = { import: [{ provider: 'vapi', code: 'timeout', httpStatus: null, unknown: true }] }
  vapi.importTakesEffectAnyway = true
  const { body } = await post(vapi)
  assert.equal(body['ok'], true)
  assert.equal(vapi.numbers.length, 1)
})

Deno.test('an import that failed says so and brings its steps', async () => {
  const vapi = new FakeVapi()
  vapi.next = { import: [{ provider: 'vapi', code: '401', httpStatus: 401, unknown: false }] }
  const { status, body } = await post(vapi)
  assert.equal(status, 200)
  assert.deepEqual([body['ok'], (body['error'] as ProviderError).code, body.steps?.length], [false, '401', 3])
})

Deno.test('a key that was refused and has been changed since is asked again with the new one, and halts nobody', async () => {
  const said = async (code: string, own: Partial<Deps>) => {
    const vapi = new FakeVapi()
    vapi.next = { find: [{ provider: 'vapi', code, httpStatus: Number(code), unknown: false }] }
    const { body } = await post(vapi, {}, { apikey: 'secret' }, own)
    const { provider, code: answered } = body['error'] as ProviderError
    return [provider, answered]
  }
  const changed = { secretsChanged: () => Promise.resolve(true) }
  assert.deepEqual(await said('401', changed), ['function', 'key_changed'])
  assert.deepEqual(await said('401', {}), ['vapi', '401'])
  // Not a matter of keys.
  assert.deepEqual(await said('429', changed), ['vapi', '429'])
  const without = { vapi: () => Promise.reject(new MissingSecret('VAPI_API_KEY')) }
  assert.deepEqual(await said('401', { ...without, ...changed }), ['function', 'key_changed'])
  assert.deepEqual(await said('401', without), ['function', 'config_missing'])
})

Deno.test('what was read of the secrets before somebody resumed is read again', async () => {
  const dropped: number[] = []
  const own = { now: () => 60_000, dropSecrets: (readBefore: number) => void dropped.push(readBefore) }
  await post(new FakeVapi(), {}, { apikey: 'secret' }, own)
  await post(new FakeVapi(), { resumed_ms_ago: 10_000 }, { apikey: 'secret' }, own)
  assert.deepEqual(dropped, [50_000])
})

Deno.test('unlinking that VAPI ignores ends with the import deleted', async () => {
  const vapi = new FakeVapi()
  vapi.numbers = [{ id: 'v1', e164Number: number, name: 'old', assistantId: 'assistant-1', status: 'active' }]
  vapi.keepsAssistant = true
  const { body } = await post(vapi, { operation: 'unlink' })
  assert.deepEqual([body['ok'], body['vapi_phone_number_id'], vapi.numbers.length], [true, null, 0])
})

Deno.test('unlinking and removing what is not there succeed', async () => {
  assert.equal((await post(new FakeVapi(), { operation: 'unlink' })).body['ok'], true)
  assert.equal((await post(new FakeVapi(), { operation: 'remove' })).body['ok'], true)
})

Deno.test('a late import of this user is removed, the same number of somebody else is left alone', async () => {
  const vapi = new FakeVapi()
  vapi.numbers = ['old', `usr:${payload.user_id}`].map((name) => ({ id: name, e164Number: number, name, assistantId: 'assistant-1', status: 'active' }))
  await post(vapi, { operation: 'remove', only_own: true })
  assert.deepEqual(vapi.numbers.map((each) => each.name), ['old'])
})

Deno.test('only the service may call, and fields are checked', async () => {
  assert.equal((await post(new FakeVapi(), {}, {})).status, 401)
  assert.equal((await post(new FakeVapi(), {}, { authorization: 'Bearer aaa.bbb.ccc' })).status, 401)
  const bad = await post(new FakeVapi(), { phone_number: '5125550101' })
  assert.equal(bad.status, 400)
  assert.match(JSON.stringify(bad.body), /phone_number must be an E.164 number/)
})
