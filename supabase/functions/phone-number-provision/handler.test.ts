import assert from 'node:assert/strict'
import { DatabaseError } from '../_shared/engine-db.ts'
import { FakeDb, userId } from './testing/fake-db.ts'
import { World } from './testing/world.ts'

const nudge = { authorization: 'Bearer nudge-key' }
const service = { apikey: 'sb_secret_test' }
const staff = { authorization: 'Bearer aaa.bbb.ccc' }
const retry = { user_id: userId, trigger_action: 'retry', idempotency_key: 'k1' }

type Body = { error?: { code: string; message: string; request_id: string } }
const codeOf = (body: unknown): string | undefined => (body as Body).error?.code
const messageOf = (body: unknown): string => (body as Body).error?.message ?? ''

Deno.test('a nudge with its key is accepted at once and the run is done in the background', async () => {
  const world = new World()
  const answer = await world.post({ user_id: userId, log_id: 1, tier_type: 'pro' }, nudge)
  assert.deepEqual(answer, { status: 202, body: { run_id: 1, status: 'processing' } })
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('the nudge key opens nothing but an existing run', async () => {
  const world = new World()
  assert.equal((await world.post(retry, nudge)).status, 400)
  world.db.notClaimed = 'not_found'
  assert.equal((await world.post({ log_id: 12 }, nudge)).status, 404)
  assert.deepEqual(world.db.enqueued, [])
})

Deno.test('no key, a wrong key and another project’s key are refused, and nothing is touched', async () => {
  const world = new World()
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { apikey: 'sb_secret_other' }, { authorization: 'Basic x' }]) {
    const answer = await world.post({ log_id: 1 }, headers as Record<string, string>)
    assert.equal(answer.status, 401)
    assert.equal(codeOf(answer.body), 'unauthorized')
  }
  assert.deepEqual(world.db.calls, [])
})

Deno.test('the service key works in apikey and as bearer, for a run and for a user', async () => {
  const world = new World()
  assert.equal((await world.post({ log_id: 1 }, service)).status, 202)
  assert.equal((await world.post({ user_id: userId, trigger_action: 'converge' }, { authorization: 'Bearer sb_secret_test' })).status, 202)
  assert.deepEqual(world.db.enqueued, [{ userId, action: 'converge' }])
})

Deno.test('a staff session starts the action it asks for', async () => {
  const world = new World()
  assert.equal((await world.post(retry, staff)).status, 202)
  assert.deepEqual(world.staffRequests, [{ userId, action: 'retry', reason: null, idempotencyKey: 'k1' }])
})

Deno.test('what the database refuses a staff member comes back with its own words', async () => {
  const cases = [
    ['PT403', 403, 'forbidden'],
    ['PT404', 404, 'not_found'],
    ['PT409', 409, 'conflict'],
    ['PT429', 429, 'too_many_requests'],
    ['PT400', 400, 'bad_request'],
    ['PGRST301', 401, 'unauthorized'],
  ] as const
  for (const [sqlstate, status, code] of cases) {
    const world = new World()
    world.staffRefusal = new DatabaseError(sqlstate, 'Ada started run #48274, 2 s ago.')
    const answer = await world.post(retry, staff)
    assert.equal(answer.status, status)
    assert.equal(codeOf(answer.body), code)
    assert.deepEqual(world.db.calls, [])
  }
})

Deno.test('bad bodies name the field and the fix', async () => {
  const world = new World()
  const bad: Array<[unknown, RegExp]> = [
    [{ ...retry, user_id: 'not-a-uuid' }, /user_id must be a UUID/],
    [{ ...retry, trigger_action: 'explode' }, /trigger_action must be one of retry/],
    [{ ...retry, idempotency_key: undefined }, /idempotency_key must be/],
    [{ ...retry, trigger_action: 'release' }, /reason must say why/],
    ['{ not json', /not JSON/],
    [[], /body|user_id/],
  ]
  for (const [body, message] of bad) {
    const answer = await world.post(body, staff)
    assert.equal(answer.status, 400)
    assert.match(messageOf(answer.body), message)
  }
  assert.deepEqual(world.staffRequests, [])
})

Deno.test('method, content type and size are checked', async () => {
  const world = new World()
  assert.equal((await world.post({}, nudge, { method: 'PUT' })).status, 405)
  assert.equal((await world.post({ log_id: 1 }, { ...nudge, 'content-type': 'text/plain' })).status, 415)
  assert.equal((await world.post({ log_id: 1, padding: 'x'.repeat(17 * 1024) }, nudge)).status, 413)
  assert.equal((await world.post({ log_id: 1 }, { ...nudge, 'content-type': 'application/json; charset=utf-8' })).status, 202)
})

Deno.test('an error of our own shows neither stack nor message', async () => {
  const db = new FakeDb()
  db.broken = new DatabaseError('XX000', 'secret internals')
  const answer = await new World(db).post({ log_id: 1 }, nudge)
  assert.equal(answer.status, 500)
  assert.deepEqual(Object.keys((answer.body as Required<Body>).error).sort(), ['code', 'message', 'request_id'])
  assert.doesNotMatch(JSON.stringify(answer.body), /secret internals|at /)
})

Deno.test('a database that does not answer is said to be away', async () => {
  const db = new FakeDb()
  db.broken = new DatabaseError('connection', 'refused')
  assert.equal((await new World(db).post({ log_id: 1 }, nudge)).status, 503)
})

Deno.test('a run that may not start now is not an error', async () => {
  const world = new World()
  world.db.notClaimed = 'cap_full'
  assert.deepEqual((await world.post({ log_id: 1 }, nudge)).body, { run_id: 1, status: 'waiting', reason: 'cap_full' })
  assert.deepEqual(world.twilio.calls, [])
})
