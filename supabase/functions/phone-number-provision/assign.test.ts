import assert from 'node:assert/strict'
import { FakeDb, paidContext, purchase, userId } from './testing/fake-db.ts'
import { noAnswer, twilioError } from './testing/fake-twilio.ts'
import { World } from './testing/world.ts'

Deno.test('a paid customer gets a number: searched, written down, bought, recorded, linked', async () => {
  const world = new World()
  await world.run()
  assert.equal(world.db.finished?.result, 'succeeded')
  assert.equal(world.db.finished?.outcome, 'assigned')
  assert.equal(world.twilio.bought.length, 1)
  const order = ['recordIntent', 'recordPurchase', 'recordNumber', 'recordLink', 'finish']
  assert.deepEqual(world.db.calls, ['claim', ...order])
  assert.deepEqual(world.db.row(1).assistant_id, 'assistant-1')
})

Deno.test('a successful run takes six round trips besides its steps', async () => {
  const world = new World()
  await world.run()
  assert.equal(world.db.calls.length, 6)
})

Deno.test('the number carries our tag', async () => {
  const world = new World()
  await world.run()
  const [number] = [...world.twilio.owned.values()]
  assert.equal(number?.tag, `swb:local:${userId}`)
})

Deno.test('the same event again changes nothing', async () => {
  const world = new World()
  await world.run()
  const row = world.db.row(1)
  world.db.context.phone_numbers = [{ id: 'n1', provider: 'twilio', provider_number_id: row.provider_number_id, e164_number: row.e164_number, status: 'active' }]
  world.db.calls = []
  await world.run()
  assert.equal(world.db.finished?.outcome, 'assigned')
  assert.deepEqual(world.db.calls, ['claim', 'finish'])
  assert.equal(world.twilio.bought.length, 1)
  assert.equal(world.vapiCalls.length, 1)
})

Deno.test('every step is on record with its duration', async () => {
  const world = new World()
  await world.run()
  for (const name of ['claim', 'decide', 'search_numbers', 'record_intent', 'buy_number', 'record_purchase', 'record_number', 'link_assistant', 'verify_link']) {
    assert.ok(world.db.stepNames().includes(name), name)
  }
  assert.ok(world.db.steps.every((step) => step.duration_ms >= 0 && !Number.isNaN(Date.parse(step.started_at))))
})

Deno.test('without an assistant the number waits and nothing is asked of VAPI', async () => {
  const world = new World(new FakeDb(paidContext({ user_settings: null })))
  await world.run()
  assert.equal(world.db.finished?.outcome, 'number_waiting')
  assert.deepEqual(world.vapiCalls, [])
})

Deno.test('when the assistant appears only the link is missing', async () => {
  const world = new World(new FakeDb(paidContext({ purchases: [purchase()] })))
  await world.run()
  assert.deepEqual(world.twilio.calls, [])
  assert.equal(world.vapiCalls[0]?.operation, 'link')
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('a buy that lasts leaves time to look at VAPI, so that the link does without', async () => {
  const world = new World()
  world.slow = true
  await world.run()
  assert.deepEqual(world.vapiCalls.map((call) => [call.operation, call.found_none]), [['find', undefined], ['link', true]])
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('a look at VAPI that finds something or fails is repeated by the link', async () => {
  const found = new World()
  Object.assign(found, { slow: true, foundAtVapi: 'vapi-9' })
  await found.run()
  const failed = new World()
  Object.assign(failed, { slow: true, vapiErrors: [{ provider: 'vapi', code: '503', httpStatus: 503, unknown: true }] })
  await failed.run()
  for (const world of [found, failed]) {
    assert.deepEqual(world.vapiCalls.map((call) => [call.operation, call.found_none]), [['find', undefined], ['link', undefined]])
    assert.equal(world.db.finished?.outcome, 'assigned')
  }
})

Deno.test('who has no assistant yet is not looked for at VAPI', async () => {
  const world = new World(new FakeDb(paidContext({ user_settings: null })))
  world.slow = true
  await world.run()
  assert.deepEqual(world.vapiCalls, [])
})

Deno.test('that VAPI is asked next is written down with the purchase, before it is asked', async () => {
  const world = new World()
  await world.run()
  assert.deepEqual(world.db.announced, ['link_assistant'])
})

Deno.test('a number that another user picked makes way for the next candidate, before any money', async () => {
  const world = new World()
  world.db.takenNumbers.add('+15125550101').add('+15125550102')
  await world.run()
  assert.deepEqual(world.twilio.bought, ['+15125550103'])
})

Deno.test('a number that was sold meanwhile is lost and the next one is bought', async () => {
  const world = new World()
  world.twilio.next = { buy: [twilioError('21422', 400)] }
  await world.run()
  assert.deepEqual(world.twilio.bought, ['+15125550102'])
  assert.equal(world.db.row(1).state, 'lost')
  assert.equal(world.db.finished?.outcome, 'assigned')
})

Deno.test('three numbers sold to others end the attempt, which goes again', async () => {
  const world = new World()
  world.twilio.next = { buy: [twilioError('21422', 400), twilioError('21422', 400), twilioError('21422', 400)] }
  await world.run()
  assert.equal(world.db.finished?.result, 'retry')
  assert.equal(world.db.finished?.errorCode, '21422')
  assert.deepEqual(world.twilio.bought, [])
})

Deno.test('a buy without an answer is never followed by another buy in the same attempt', async () => {
  const world = new World()
  world.twilio.next = { buy: [noAnswer] }
  await world.run()
  assert.equal(world.db.finished?.result, 'retry')
  assert.equal(world.db.finished?.errorCode, 'timeout')
  assert.equal(world.db.row(1).state, 'intended')
})

Deno.test('a key that Twilio refuses halts Twilio when it is still the key', async () => {
  const world = new World()
  world.twilio.next = { search: [twilioError('20003', 401)] }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.haltScope], ['halted', 'twilio'])
})

Deno.test('an unknown code parks the run', async () => {
  const world = new World()
  world.twilio.next = { search: [twilioError('29999', 400)] }
  await world.run()
  assert.equal(world.db.finished?.result, 'failed')
})

Deno.test('a link that fails keeps the number, and the next attempt tries the link alone', async () => {
  const world = new World()
  world.vapiErrors = [{ provider: 'vapi', code: '500', httpStatus: 500, unknown: true }]
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.db.row(1).state], ['retry', 'vapi_500', 'recorded'])
  world.twilio.calls = []
  await world.run()
  assert.equal(world.db.finished?.outcome, 'assigned')
  assert.deepEqual(world.twilio.calls, [])
})

Deno.test('no provider call starts with less than its own time left on the lease', async () => {
  const world = new World()
  const claim = world.db.claim.bind(world.db)
  world.db.claim = async (logId) => {
    const answer = await claim(logId)
    world.clock = 50_000
    return answer
  }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['retry', 'out_of_time'])
  assert.deepEqual(world.twilio.calls, [])
})

for (const door of ['recordIntent', 'recordPurchase', 'recordNumber', 'recordLink']) {
  Deno.test(`a worker that is fenced at ${door} makes no further call and says nothing`, async () => {
    const world = new World()
    world.db.fencedFrom = door
    await world.run()
    assert.equal(world.db.finished, null)
    assert.equal(world.db.calls.at(-1), door)
  })
}

Deno.test('a second number of a customer who has one already goes back, and a person is told', async () => {
  const world = new World()
  world.db.recordAnswer = { success: false, error: 'The user already has another live number.', sqlstate: 'SW409' }
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['failed', 'number_conflict'])
  assert.equal(world.twilio.released.length, 1)
  assert.equal(world.db.row(1).state, 'released')
})

Deno.test('an error that nobody expected goes again instead of being lost', async () => {
  const world = new World()
  world.twilio.searchLocal = () => Promise.reject(new Error('boom'))
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['retry', 'function_error'])
})

Deno.test('check proves at Twilio that the number is there', async () => {
  const world = new World(new FakeDb(paidContext({ purchases: [purchase({ assistant_id: 'assistant-1', vapi_phone_number_id: 'vapi-1' })] })))
  world.db.action = 'check'
  await world.run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['failed', 'number_missing'])
  world.twilio.own({ e164Number: '+15125550101', sid: 'PN1' })
  await world.run()
  assert.equal(world.db.finished?.outcome, 'checked')
})

Deno.test('when the assistant is gone, whoever still answers the number is taken off it', async () => {
  const host = { id: 'n1', provider: 'twilio', provider_number_id: 'PN1', e164_number: '+15125550101', status: 'active' }
  const settings = { vapi_assistant_id: null, assistant_provisioning_status: null }
  const world = new World(new FakeDb(paidContext({ purchases: [purchase({ assistant_id: 'gone' })], phone_numbers: [host], user_settings: settings })))
  world.db.action = 'relink'
  await world.run()
  assert.deepEqual([world.vapiCalls.map((call) => call.operation), world.db.finished?.outcome], [['unlink'], 'number_waiting'])
})

const linked = { assistant_id: 'assistant-1', vapi_phone_number_id: 'vapi-1' }
const onHost = [{ id: 'n1', provider: 'twilio', provider_number_id: 'PN1', e164_number: '+15125550101', status: 'active' }]

for (const [what, action, failed_code] of [['a retry', 'retry', null], ['any run while a failure stands with the number', 'converge', 'number_missing']] as const) {
  Deno.test(`${what} looks at Twilio and VAPI before it calls the number well`, async () => {
    const world = new World(new FakeDb(paidContext({ purchases: [purchase({ ...linked, failed_code })], phone_numbers: onHost })))
    world.db.action = action
    await world.run()
    assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.vapiCalls.length], ['failed', 'number_missing', 0])

    world.twilio.own({ e164Number: '+15125550101', sid: 'PN1' })
    world.vapiErrors = [{ provider: 'vapi', code: 'blocked', httpStatus: 200, unknown: false }]
    await world.run()
    assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode], ['failed', 'vapi_blocked'])

    await world.run()
    assert.equal(world.db.finished?.outcome, 'assigned')
    assert.equal(world.db.steps.findLast((step) => step.step === 'look_up_number')?.detail?.provider_number_id, 'PN1')
    assert.equal(world.twilio.bought.length, 0)
  })
}

Deno.test('a retry that buys has nothing to look for before', async () => {
  const world = new World()
  world.db.action = 'retry'
  await world.run()
  assert.deepEqual([world.db.finished?.outcome, world.twilio.calls], ['assigned', ['search', 'buy']])
})

Deno.test('a number that is paused is looked at too while a failure stands with it, after the assistant was taken off', async () => {
  const free = [{ id: 's1', tier_type: 'free', status: 'active' }]
  const world = new World(new FakeDb(paidContext({ subscriptions: free, purchases: [purchase({ ...linked, failed_code: 'vapi_unavailable' })], phone_numbers: onHost })))
  await world.run()
  assert.deepEqual([world.vapiCalls.map((call) => call.operation), world.db.finished?.errorCode], [['unlink'], 'number_missing'])
  world.twilio.own({ e164Number: '+15125550101', sid: 'PN1' })
  await world.run()
  assert.equal(world.db.finished?.outcome, 'paused')
})
