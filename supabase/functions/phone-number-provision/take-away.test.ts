import assert from 'node:assert/strict'
import { FakeDb, paidContext, purchase } from './testing/fake-db.ts'
import { twilioError } from './testing/fake-twilio.ts'
import { World } from './testing/world.ts'

const linked = purchase({ assistant_id: 'assistant-1', vapi_phone_number_id: 'vapi-1' })
const free = [{ id: 's1', tier_type: 'free', status: 'active' }]
const cancelled = [{ id: 's1', tier_type: 'pro', status: 'cancelled' }]

function having(change: Parameters<typeof paidContext>[0]): World {
  const world = new World(new FakeDb(paidContext({ purchases: [structuredClone(linked)], ...change })))
  world.twilio.own({ e164Number: linked.e164_number, sid: 'PN1' })
  return world
}

Deno.test('a downgrade to free takes the assistant off and keeps the number', async () => {
  const world = having({ subscriptions: free })
  await world.run()
  assert.equal(world.db.finished?.outcome, 'paused')
  assert.deepEqual(world.vapiCalls.map((call) => call.operation), ['unlink'])
  assert.equal(world.twilio.owned.size, 1)
  assert.equal(world.db.row(1).assistant_id, null)
})

Deno.test('an upgrade after a pause links the same number again', async () => {
  const world = having({ purchases: [purchase({ vapi_phone_number_id: 'vapi-1' })] })
  await world.run()
  assert.deepEqual(world.vapiCalls.map((call) => call.operation), ['link'])
  assert.deepEqual(world.twilio.calls, [])
})

Deno.test('a cancellation removes the import, gives the number back and writes it down, in this order', async () => {
  const world = having({ subscriptions: cancelled })
  await world.run()
  assert.equal(world.db.finished?.outcome, 'released')
  assert.deepEqual(world.db.calls, ['claim', 'beginRelease', 'finishRelease', 'finish'])
  assert.deepEqual(world.vapiCalls.map((call) => call.operation), ['remove'])
  assert.deepEqual(world.twilio.released, ['PN1'])
})

Deno.test('during the grace the number is paused, not released', async () => {
  const world = having({ subscriptions: cancelled })
  world.db.releaseAnswer = { ok: false, reason: 'grace', release_after: '2026-01-08T00:00:00Z' }
  await world.run()
  assert.equal(world.db.finished?.outcome, 'release_scheduled')
  assert.deepEqual(world.twilio.released, [])
  assert.equal(world.db.row(1).assistant_id, null)
})

Deno.test('a customer who came back before the release keeps the number', async () => {
  const world = having({ subscriptions: cancelled })
  world.db.releaseAnswer = { ok: false, reason: 'still_wanted' }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['retry', 'state_changed'])
  assert.deepEqual([world.twilio.released, world.vapiCalls], [[], []])
})

Deno.test('the mass-release brake halts releases', async () => {
  const world = having({ subscriptions: cancelled })
  world.db.releaseAnswer = { ok: false, reason: 'brake' }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.haltScope], ['halted', 'release'])
  assert.deepEqual(world.twilio.released, [])
})

Deno.test('a number that Twilio does not know is released once the whole account has none', async () => {
  const world = having({ subscriptions: cancelled })
  world.twilio.owned.clear()
  await world.run()
  assert.equal(world.db.finished?.outcome, 'released')
  assert.ok(world.twilio.calls.includes('find'))
})

Deno.test('a release that Twilio refuses goes on owning the number', async () => {
  const world = having({ subscriptions: cancelled })
  world.twilio.next = { release: [twilioError('22400', 400)] }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.db.row(1).state], ['failed', '22400', 'releasing'])
})

for (const [name, change] of [
  ['no current subscription', { subscriptions: [] }],
  ['an unknown status', { subscriptions: [{ id: 's1', tier_type: 'pro', status: 'frozen' }] }],
  ['a hold', { hold: { mode: 'freeze', reason: 'disputed' } }],
  ['a project that is not activated', { activated: false }],
  ['contradicting rows', { integrity_issue: 'several_numbers' }],
] as const) {
  Deno.test(`${name} takes nothing away`, async () => {
    const world = having(structuredClone(change) as Parameters<typeof paidContext>[0])
    await world.run()
    assert.equal(world.db.finished?.result, 'skipped')
    assert.deepEqual([world.twilio.calls, world.vapiCalls], [[], []])
    assert.equal(world.db.row(1).state, 'recorded')
  })
}

Deno.test('of a second number ours goes back when it is asked for, and the other one is left alone', async () => {
  const other = { id: 'n1', provider: 'twilio', provider_number_id: 'OTHER', e164_number: '+15125550139', status: 'active' }
  const world = having({ phone_numbers: [other], integrity_issue: 'second_number', purchases: [purchase({ release_requested_at: '2026-01-01T11:59:30Z' })] })
  world.db.action = 'release'
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.outcome, world.db.row(1).state], ['succeeded', 'released', 'released'])
  assert.deepEqual(world.twilio.released, ['PN1'])
})

Deno.test('a legacy number is not ours to touch', async () => {
  const world = new World(
    new FakeDb(paidContext({ phone_numbers: [{ id: 'n1', provider: 'twilio', provider_number_id: 'OLD', e164_number: '+15125550111', status: 'active' }] })),
  )
  await world.run()
  assert.equal(world.db.finished?.outcome, 'untouched_legacy_number')
  assert.deepEqual(world.twilio.calls, [])
})
