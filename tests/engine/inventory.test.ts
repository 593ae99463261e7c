import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { control, startTestProviders, testCredentials, testVapiKey, type TestProviders } from '../../local/providers/testing/providers.ts'
import { createTwilioInventory } from '../../supabase/functions/_shared/providers/twilio-inventory.ts'
import { createVapiInventory } from '../../supabase/functions/_shared/providers/vapi-inventory.ts'
import { compare } from '../../supabase/functions/inventory-reconcile/compare.ts'
import type { ComparisonDb, Deps, Sighting } from '../../supabase/functions/inventory-reconcile/deps.ts'

let providers: TestProviders
beforeAll(async () => {
  providers = await startTestProviders()
})
beforeEach(() => providers.reset())
afterAll(() => providers.stop())

const below = `AC${'c'.repeat(32)}`
const e164 = (n: number) => `+1500555${String(n).padStart(4, '0')}`

async function own(count: number, more: object = {}, first = 0): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, n) => control(providers.twilio, 'POST', 'numbers', { phone_number: e164(first + n), friendly_name: `swb:test:${first + n}`, ...more })))
}

/** Runs a comparison with the function's own code against both simulators. */
async function run(o: { key?: boolean; isOurs?: () => boolean } = {}) {
  const outcome: { sighting: Sighting | null; failed: string | null; reports: Array<[string, number | null, number | null]> } = { sighting: null, failed: null, reports: [] }
  const db: ComparisonDb = {
    claim: () => Promise.resolve({ claimed: true }),
    report: (_id, phase, { twilio, vapi }) => {
      outcome.reports.push([phase, twilio, vapi])
      return Promise.resolve(o.isOurs?.() ?? true)
    },
    fail: (_id, code) => {
      outcome.failed = code
      return Promise.resolve(true)
    },
    record: (_id, sighting) => {
      outcome.sighting = sighting
      return Promise.resolve({ recorded: true })
    },
  }
  const values: Record<string, string> = {
    TWILIO_ACCOUNT_SID: testCredentials.accountSid,
    VAPI_API_KEY: testVapiKey,
    ...(o.key === false ? { TWILIO_AUTH_TOKEN: testCredentials.authToken } : { TWILIO_API_KEY: testCredentials.apiKey, TWILIO_API_SECRET: testCredentials.apiSecret }),
  }
  const secrets = { get: (name: string) => Promise.resolve(values[name] ?? null), drop: () => undefined, changedSince: () => Promise.resolve(false) }
  const deps: Deps = {
    serviceKey: 'secret', nudgeKey: () => Promise.resolve(null), db,
    twilio: () => createTwilioInventory({ secrets, baseUrl: providers.twilio.url, timeoutMs: 5000, pageSize: 40 }),
    vapi: () => createVapiInventory({ secrets, baseUrl: providers.vapi.url, timeoutMs: 5000 }),
    now: () => 0,
    dropSecrets: () => undefined, log: () => undefined, waitUntil: () => undefined,
  } // prettier-ignore
  await compare(deps, 1)
  return outcome
}

it('reads every page of Twilio and more than a hundred numbers of VAPI, so that nothing is a false orphan; and only reads', async () => {
  await own(130)
  await Promise.all(
    Array.from({ length: 130 }, (_, n) =>
      providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number: e164(n), name: `usr:${randomUUID()}`, twilioAccountSid: testCredentials.accountSid, twilioAuthToken: testCredentials.authToken }),
    ),
  )
  providers.exchanges.twilio.length = 0
  providers.exchanges.vapi.length = 0
  const { sighting, failed, reports } = await run()
  expect(failed).toBeNull()
  expect(new Set(sighting?.twilio.map((number) => number.e164_number)).size).toBe(130)
  expect(new Set(sighting?.vapi.map((number) => number.e164_number)).size).toBe(130)
  expect(reports.filter(([phase]) => phase === 'twilio').map(([, count]) => count)).toEqual([40, 80, 120, 130])
  expect(sighting?.twilio[0]).toMatchObject({ account_sid: testCredentials.accountSid, voice_host: 'api.vapi.ai', voice_overridden: false })
  // VAPI's answers carry Twilio's credentials: none of them comes along.
  expect(JSON.stringify(sighting)).not.toContain(testCredentials.authToken)
  const asked = [...providers.exchanges.twilio, ...providers.exchanges.vapi]
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.filter((exchange) => exchange.request.method !== 'GET')).toEqual([])
})

it('finds an assistant that was deleted at VAPI under a number that still names it, by VAPI’s own word', async () => {
  const [kept, deleted] = [randomUUID(), randomUUID()]
  await own(3)
  for (const [n, assistantId] of [kept, deleted, undefined].entries()) {
    await providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number: e164(n), twilioAccountSid: testCredentials.accountSid, twilioAuthToken: testCredentials.authToken, ...(assistantId && { assistantId }) })
  }
  await control(providers.vapi, 'DELETE', `assistants/${deleted}`)
  expect((await run()).sighting?.vapi.map((number) => [number.e164_number, number.assistant_deleted])).toEqual([[e164(0), false], [e164(1), true], [e164(2), false]])
  await control(providers.vapi, 'PUT', 'faults', [{ method: 'GET', path: '/assistant', status: 503 }])
  const broken = await run()
  expect([broken.sighting, broken.failed]).toEqual([null, 'vapi_503'])
})

it('walks the subaccounts where the credentials allow it, and says so where they do not', async () => {
  await own(3)
  await own(2, { account_sid: below }, 100)
  const walked = await run({ key: false })
  expect(walked.sighting?.subaccounts).toBe('walked')
  expect(walked.sighting?.twilio.filter((number) => number.account_sid === below)).toHaveLength(2)
  const apart = await run()
  expect([apart.sighting?.subaccounts, apart.sighting?.twilio.length]).toEqual(['not_readable', 3])
})

it('a key that may list the subaccounts but not look into them fails nothing; an outage there does', async () => {
  await own(3)
  await own(2, { account_sid: below }, 100)
  const path = `*/Accounts/${below}/IncomingPhoneNumbers.json`
  await control(providers.twilio, 'PUT', 'faults', [{ method: 'GET', path, status: 401 }])
  const refused = await run({ key: false })
  expect([refused.failed, refused.sighting?.subaccounts, refused.sighting?.twilio.length]).toEqual([null, 'not_readable', 3])
  await control(providers.twilio, 'PUT', 'faults', [{ method: 'GET', path, status: 503 }])
  expect((await run({ key: false })).failed).toBe('twilio_20503')
  await control(providers.twilio, 'PUT', 'faults', [{ method: 'GET', path: `*/Accounts/${testCredentials.accountSid}/IncomingPhoneNumbers.json`, status: 401 }])
  expect((await run({ key: false })).failed).toBe('twilio_20003')
})

it('records nothing when a page is missing, and names what was wrong', async () => {
  await own(90)
  await control(providers.twilio, 'PUT', 'faults', [{ method: 'GET', path: '*/IncomingPhoneNumbers.json', skip: 1, status: 500 }])
  const twilio = await run()
  expect([twilio.sighting, twilio.failed]).toEqual([null, 'twilio_20500'])
  await control(providers.twilio, 'PUT', 'faults', [])
  await control(providers.vapi, 'PUT', 'faults', [{ method: 'GET', path: '/v2/phone-number', status: 200, body: { results: [], metadata: { itemsPerPage: 100, totalItems: 7, currentPage: 1 } } }])
  const vapi = await run()
  expect([vapi.sighting, vapi.failed]).toEqual([null, 'vapi_incomplete'])
})

it('stops without a word when the comparison is not its own any more', async () => {
  await own(1)
  const { sighting, failed } = await run({ isOurs: () => false })
  expect([sighting, failed]).toEqual([null, null])
})
