import assert from 'node:assert/strict'
import { createSecrets } from '../_shared/secrets.ts'
import type { Deps } from './deps.ts'
import { claimRun, runProvision } from './run-provision.ts'
import { twilioError } from './testing/fake-twilio.ts'
import { World } from './testing/world.ts'

/** Vault and Twilio, each with the key that it holds for the right one. */
type Keys = { vault: string; twilio: string }

/** An isolate with secrets of its own, that has read them a moment ago. */
async function isolate(keys: Keys) {
  const world = new World()
  const used: string[] = []
  const secrets = createSecrets({ env: () => undefined, readVault: () => Promise.resolve({ TWILIO_AUTH_TOKEN: keys.vault }), now: () => world.clock })
  await secrets.get('TWILIO_AUTH_TOKEN')
  world.clock = 30_000
  const deps: Deps = {
    ...world.deps,
    twilio: async () => {
      const key = (await secrets.get('TWILIO_AUTH_TOKEN')) ?? ''
      used.push(key)
      if (key !== keys.twilio) world.twilio.next = { search: [twilioError('20003', 401)] }
      return world.twilio
    },
    dropSecrets: (readBefore) => secrets.drop(readBefore),
    secretsChanged: (since) => secrets.changedSince(since),
  }
  return { world, used, run: async () => runProvision(deps, await claimRun(deps, 1)) }
}

Deno.test('a key is rotated and the old one revoked: whoever still has it in hand halts nobody and goes again with the new one', async () => {
  const keys = { vault: 'old', twilio: 'old' }
  const { world, used, run } = await isolate(keys)
  Object.assign(keys, { vault: 'new', twilio: 'new' })
  await run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.db.finished?.haltScope, world.db.finished?.untilDone], ['retry', 'key_changed', null, true])
  world.clock += 1000
  await run()
  assert.deepEqual([world.db.finished?.outcome, used], ['assigned', ['old', 'new']])
})

Deno.test('a key that is refused and is still the one in Vault halts', async () => {
  const keys = { vault: 'old', twilio: 'old' }
  const { world, run } = await isolate(keys)
  keys.twilio = 'new'
  await run()
  assert.deepEqual([world.db.finished?.result, world.db.finished?.errorCode, world.db.finished?.haltScope], ['halted', '20003', 'twilio'])
})

Deno.test('after a resume nobody works with what was read before it, though the old key is still good', async () => {
  const keys = { vault: 'old', twilio: 'old' }
  const { world, used, run } = await isolate(keys)
  keys.vault = 'new'
  // The isolate read 30 s before its claim.
  world.db.resumedAt = new Date(Date.parse(world.db.context.now) - 31_000).toISOString()
  await run()
  Object.assign(world.db, { resumedAt: new Date(Date.parse(world.db.context.now) - 29_000).toISOString() })
  world.db.context.purchases = []
  keys.twilio = 'new'
  await run()
  assert.deepEqual([used, world.db.finished?.outcome], [['old', 'new'], 'assigned'])
})

Deno.test('vapi-number-update hears how long ago that was', async () => {
  const world = new World()
  world.db.resumedAt = new Date(Date.parse(world.db.context.now) - 29_000).toISOString()
  await world.run()
  assert.deepEqual([world.vapiCalls.map((call) => call.resumed_ms_ago), world.droppedBefore], [[29_000], [-29_000]])
  const never = new World()
  await never.run()
  assert.deepEqual([never.vapiCalls.map((call) => call.resumed_ms_ago), never.droppedBefore], [[undefined], []])
})

Deno.test('where Vault cannot be read again, nobody is halted for want of knowing', async () => {
  const world = new World()
  world.twilio.next = { search: [twilioError('20003', 401)] }
  const deps: Deps = { ...world.deps, secretsChanged: () => Promise.reject(new Error('away')) }
  await runProvision(deps, await claimRun(deps, 1))
  assert.deepEqual([world.db.finished?.result, world.db.finished?.haltScope], ['retry', null])
})
