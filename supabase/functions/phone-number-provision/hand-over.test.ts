import assert from 'node:assert/strict'
import { FakeDb, paidContext, purchase, userId } from './testing/fake-db.ts'
import { World } from './testing/world.ts'

const outside = { rollout: { enabled: false, reason: 'outside_percentage', bucket: 9000 } }
const notTaken = { provider: 'function' as const, code: 'handover_not_taken', httpStatus: 409, unknown: false }
const noAnswer = { provider: 'function' as const, code: 'handover_no_answer', httpStatus: null, unknown: true }

function outsideWorld(change: Parameters<typeof paidContext>[0] = {}): World {
  return new World(new FakeDb(paidContext({ ...outside, ...change })))
}

Deno.test('a customer outside the rollout is handed over, and only then the run is skipped', async () => {
  const world = outsideWorld()
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.outcome], ['skipped', 'handed_over'])
  assert.deepEqual(world.handovers, [
    { user_id: userId, tier_type: 'pro', subscription_status: 'active', trigger_action: 'converge', reason: 'outside_percentage', log_id: 1 },
  ])
  assert.deepEqual([world.db.calls, world.db.handovers], [['claim', 'recordHandover', 'recordHandover', 'finish'], ['asked', 'taken']])
  assert.deepEqual(world.twilio.calls, [])
})

Deno.test('a handover that is not taken goes again until it is, however often', async () => {
  const world = outsideWorld()
  world.handoverErrors = [notTaken]
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.db.finished?.untilDone], ['retry', 'handover_not_taken', true])
  assert.deepEqual(world.db.handovers, ['asked', 'refused'])
  await world.run()
  assert.equal(world.db.finished?.outcome, 'handed_over')
})

Deno.test('whoever leaves the rollout at the last moment buys nothing, goes again whatever went before, and is handed over then', async () => {
  const world = new World()
  world.db.intentAnswer = { ok: false, reason: 'not_wanted' }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.db.finished?.untilDone], ['retry', 'state_changed', true])
  assert.deepEqual([world.twilio.calls, world.handovers], [['search'], []])
  world.db.context.rollout = { enabled: false, reason: 'kill_switch', bucket: 1 }
  await world.run()
  assert.deepEqual([world.handovers?.map((handover) => handover.reason), world.db.finished?.outcome], [['kill_switch'], 'handed_over'])
})

Deno.test('a handover without an answer stays open: whoever enters the rollout meanwhile is not acquired, but asked about again', async () => {
  const world = outsideWorld()
  world.handoverErrors = [noAnswer]
  await world.run()
  assert.deepEqual([world.db.finished?.errorCode, world.db.handovers], ['handover_no_answer', ['asked']])
  Object.assign(world.db.context, { rollout: { enabled: true, reason: 'percentage', bucket: 1 }, handed_over_at: '2026-01-01T11:59:50Z', handover_open: true })
  await world.run()
  assert.deepEqual([world.twilio.calls, world.db.finished?.outcome, world.db.handovers], [[], 'handed_over', ['asked', 'asked', 'taken']])
})

Deno.test('without an old system the run is skipped and says so', async () => {
  const world = outsideWorld()
  world.handovers = null
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.outcome], ['skipped', 'not_in_rollout'])
  assert.match(world.db.finished?.errorMessage ?? '', /no old system is configured/)
})

Deno.test('whoever owns a number is never handed over, with the kill switch on', async () => {
  const kill = { enabled: false, reason: 'kill_switch', bucket: 1 }
  const world = outsideWorld({ rollout: kill, purchases: [purchase()] })
  await world.run()
  assert.deepEqual(world.handovers, [])
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('whom the guard keeps waiting is not handed over', async () => {
  const world = outsideWorld({ rollout: { enabled: false, reason: 'guard_holding', bucket: 1 } })
  await world.run()
  assert.deepEqual(world.handovers, [])
  assert.deepEqual([world.db.finished?.result, world.db.finished?.outcome], ['skipped', 'guard_holding'])
})

Deno.test('a customer who was handed over a moment ago is not acquired', async () => {
  const world = new World(new FakeDb(paidContext({ handed_over_at: '2026-01-01T11:59:00Z' })))
  await world.run()
  assert.deepEqual(world.twilio.calls, [])
  assert.deepEqual(world.handovers, [])
  assert.equal(world.db.finished?.outcome, 'handed_over')
})

for (const change of [{ activated: false }, { subscriptions: [] }, { subscriptions: [{ id: 's1', tier_type: 'free', status: 'active' }] }]) {
  Deno.test(`nobody who would not be acquired is handed over: ${Object.keys(change)[0]} ${JSON.stringify(Object.values(change)[0])}`, async () => {
    const world = outsideWorld(change)
    await world.run()
    assert.deepEqual(world.handovers, [])
    assert.equal(world.db.finished?.result, 'skipped')
  })
}

Deno.test('a worker that was overtaken while it handed over says nothing', async () => {
  const world = outsideWorld()
  world.db.fencedFrom = 'recordHandover'
  await world.run()
  assert.equal(world.db.finished, null)
})
