import assert from 'node:assert/strict'
import { FakeDb, paidContext, purchase, userId } from './testing/fake-db.ts'
import { noAnswer, twilioError } from './testing/fake-twilio.ts'
import { World } from './testing/world.ts'

const intended = purchase({ state: 'intended', provider_number_id: null })
const tag = `swb:local:${userId}`

function unsettled(change: Parameters<typeof paidContext>[0] = {}): World {
  return new World(new FakeDb(paidContext({ purchases: [structuredClone(intended)], ...change })))
}

Deno.test('a bought number whose answer was lost is adopted, not bought again', async () => {
  const world = unsettled()
  world.twilio.own({ e164Number: intended.e164_number, tag, ageMs: 10_000 })
  await world.run()
  assert.deepEqual(world.twilio.bought, [])
  assert.equal(world.db.row(1).adopted, true)
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('an intent that Twilio knows nothing of is asked for again, the same number with the same tag', async () => {
  const world = unsettled()
  await world.run()
  assert.deepEqual(world.twilio.bought, [intended.e164_number])
  assert.equal(world.db.row(1).state, 'recorded')
})

Deno.test('a refusal of the repeated buy is not believed while the first request may still take effect: no second number', async () => {
  const world = unsettled()
  world.twilio.next = { buy: [twilioError('21422', 400)] }
  world.twilio.offers = ['+15125550177']
  await world.run()
  assert.equal(world.db.row(1).state, 'intended')
  assert.deepEqual([world.db.finished?.result, world.db.finished?.untilDone], ['retry', true])
  assert.deepEqual(world.twilio.bought, [])
})

Deno.test('a definite refusal of the repeated buy loses the intent and another number is bought', async () => {
  const world = unsettled({ purchases: [{ ...intended, intended_at: '2026-01-01T11:50:00Z' }] })
  world.twilio.next = { buy: [twilioError('21422', 400)] }
  world.twilio.offers = ['+15125550177']
  await world.run()
  assert.equal(world.db.row(1).state, 'lost')
  assert.deepEqual(world.twilio.bought, ['+15125550177'])
})

Deno.test('a look-up that fails leaves the intent as it is', async () => {
  const world = unsettled()
  world.twilio.next = { find: [noAnswer] }
  await world.run()
  assert.equal(world.db.finished?.result, 'retry')
  assert.equal(world.db.row(1).state, 'intended')
  assert.deepEqual(world.twilio.calls, ['find'])
})

Deno.test('a number that was in the account before the intent is left alone and reported', async () => {
  const world = unsettled()
  world.twilio.own({ e164Number: intended.e164_number, tag, ageMs: 3_600_000 })
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['failed', 'foreign_number'])
  assert.deepEqual(world.twilio.released, [])
  assert.equal(world.db.row(1).state, 'lost')
})

Deno.test('a number under another tag is left alone and reported', async () => {
  const world = unsettled()
  world.twilio.own({ e164Number: intended.e164_number, tag: 'old system', ageMs: 1_000 })
  await world.run()
  assert.equal(world.db.finished?.errorCode, 'foreign_number')
  assert.deepEqual([world.twilio.bought, world.twilio.released], [[], []])
})

Deno.test('a 201 for a number that the account already had is no purchase', async () => {
  const world = new World()
  world.twilio.own({ e164Number: '+15125550101', tag: 'old system', ageMs: 86_400_000 })
  await world.run()
  assert.equal(world.db.finished?.errorCode, 'foreign_number')
  assert.deepEqual(world.twilio.released, [])
})

Deno.test('the intent of a customer who cancelled meanwhile is settled first, then released', async () => {
  const world = unsettled({ subscriptions: [{ id: 's1', tier_type: 'pro', status: 'cancelled' }] })
  world.twilio.own({ e164Number: intended.e164_number, tag, ageMs: 10_000 })
  await world.run()
  assert.equal(world.db.finished?.outcome, 'released')
  assert.equal(world.twilio.released.length, 1)
  assert.equal(world.twilio.owned.size, 0)
})

Deno.test('leaving the rollout with a buy unsettled keeps the customer ours', async () => {
  const world = unsettled({ rollout: { enabled: false, reason: 'kill_switch', bucket: 1 } })
  world.twilio.own({ e164Number: intended.e164_number, tag, ageMs: 10_000 })
  await world.run()
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('a release that was begun is finished before anything else, then a wanted number is bought anew', async () => {
  const world = new World(new FakeDb(paidContext({ purchases: [purchase({ state: 'releasing' })] })))
  world.twilio.own({ e164Number: '+15125550101', sid: 'PN1' })
  world.twilio.offers = ['+15125550188']
  await world.run()
  assert.deepEqual(world.twilio.released, ['PN1'])
  assert.deepEqual(world.twilio.bought, ['+15125550188'])
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('a number whose host row was deleted is given back, and a paid customer gets a new one', async () => {
  const world = new World(new FakeDb(paidContext({ purchases: [purchase({ release_requested_at: '2026-01-01T11:00:00Z' })] })))
  world.twilio.own({ e164Number: '+15125550101', sid: 'PN1' })
  world.twilio.offers = ['+15125550199']
  await world.run()
  assert.deepEqual([world.twilio.released, world.twilio.bought], [['PN1'], ['+15125550199']])
})

Deno.test('a number whose host row was deleted stays as long as a person keeps automation off', async () => {
  const asked = purchase({ release_requested_at: '2026-01-01T11:00:00Z' })
  const world = new World(new FakeDb(paidContext({ purchases: [asked], hold: { mode: 'freeze', reason: null } })))
  world.twilio.own({ e164Number: '+15125550101', sid: 'PN1' })
  await world.run()
  assert.deepEqual([world.twilio.released, world.db.finished?.outcome], [[], 'on_hold'])
})

Deno.test('a lost number that turns up after all is adopted when it is due for its second look', async () => {
  const world = new World(new FakeDb(paidContext({ purchases: [purchase({ state: 'lost', provider_number_id: null, intended_at: '2026-01-01T10:59:00Z' })] })))
  world.twilio.own({ e164Number: '+15125550101', tag, ageMs: 3_600_000 })
  await world.run()
  assert.equal(world.db.row(1).state, 'recorded')
  assert.deepEqual(world.twilio.bought, [])
})

const lost = purchase({ ...intended, state: 'lost' })

function lostWorld(): World {
  const world = unsettled({ purchases: [structuredClone(lost)] })
  world.twilio.offers = ['+15125550177']
  return world
}

Deno.test('a lost number is looked at once more: who has it by now keeps it, the word of old stays, and the customer is served', async () => {
  const world = lostWorld()
  world.twilio.own({ e164Number: lost.e164_number, tag: 'old system', ageMs: 1_000 })
  await world.run()
  assert.deepEqual([world.db.lostCodes, world.db.finished?.outcome], [[null], 'assigned'])
  assert.equal(world.twilio.owned.get(lost.e164_number)?.tag, 'old system')
})

Deno.test('a lost number under our tag that the product gave to somebody else fails nobody an hour later', async () => {
  const world = lostWorld()
  world.twilio.own({ e164Number: lost.e164_number, tag, sid: 'PNtheirs', ageMs: 1_000 })
  world.db.othersSids.add('PNtheirs')
  await world.run()
  assert.deepEqual([world.db.lostCodes, world.db.finished?.outcome, world.db.row(1).state], [[null], 'assigned', 'lost'])
  assert.deepEqual(world.twilio.released, [])
})

Deno.test('a lost number that is nowhere is not found, and one that is ours after all is adopted', async () => {
  const nowhere = lostWorld()
  await nowhere.run()
  assert.deepEqual(nowhere.db.lostCodes, ['not_found'])
  const ours = lostWorld()
  ours.twilio.own({ e164Number: lost.e164_number, tag, ageMs: 1_000 })
  await ours.run()
  assert.deepEqual([ours.db.lostCodes, ours.db.row(1).state], [[], 'recorded'])
})
