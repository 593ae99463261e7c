import assert from 'node:assert/strict'
import { createSecrets } from './secrets.ts'

/** Vault with one key in it, which the test turns over, and a clock that only the test moves. */
function vault() {
  const world = { key: 'old', reads: 0, clock: 0 }
  const readVault = () => Promise.resolve(void (world.reads += 1)).then(() => ({ TWILIO_AUTH_TOKEN: world.key }))
  const secrets = createSecrets({ env: () => undefined, readVault, now: () => world.clock })
  return { world, secrets, token: () => secrets.get('TWILIO_AUTH_TOKEN') }
}

Deno.test('what was read is kept for a minute, and not longer', async () => {
  const { world, token } = vault()
  assert.equal(await token(), 'old')
  world.key = 'new'
  world.clock = 60_000
  assert.deepEqual([await token(), world.reads], ['old', 1])
  world.clock = 60_001
  assert.deepEqual([await token(), world.reads], ['new', 2])
})

Deno.test('what was read before a moment is forgotten, what was read later is kept', async () => {
  const { world, secrets, token } = vault()
  world.clock = 10
  await token()
  secrets.drop(10)
  await token()
  assert.equal(world.reads, 1)
  secrets.drop(11)
  world.key = 'new'
  assert.deepEqual([await token(), world.reads], ['new', 2])
})

Deno.test('whoever began before a key was seen to change may have used the old one; whoever began later has not', async () => {
  const { world, secrets, token } = vault()
  await token()
  world.clock = 100
  world.key = 'new'
  assert.equal(await secrets.changedSince(50), true)
  // Another one who had begun with the old key hears the same, although the new one has been read by now.
  world.clock = 200
  assert.equal(await secrets.changedSince(90), true)
  assert.equal(await secrets.changedSince(150), false)
  assert.equal(await token(), 'new')
})

Deno.test('a key that is the same when it is read again was refused for itself, however new the worker', async () => {
  assert.equal(await vault().secrets.changedSince(0), false)
  const { secrets, token } = vault()
  await token()
  assert.equal(await secrets.changedSince(0), false)
})

Deno.test('a reading that fails is neither kept nor taken for an answer', async () => {
  let away = true
  const secrets = createSecrets({ env: () => undefined, readVault: () => (away ? Promise.reject(new Error('away')) : Promise.resolve({ KEY: 'k' })), now: () => 0 })
  await assert.rejects(secrets.changedSince(0), /away/)
  away = false
  assert.equal(await secrets.get('KEY'), 'k')
})
