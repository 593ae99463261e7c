import { afterAll, beforeAll, expect, it } from 'vitest'
import { control, startTestProviders, testCredentials, type TestProviders } from '../../local/providers/testing/providers.ts'
import { keepCandidates } from '../../supabase/functions/_shared/providers/candidates.ts'
import { createTwilioPort } from '../../supabase/functions/_shared/providers/twilio.ts'

let providers: TestProviders
beforeAll(async () => {
  providers = await startTestProviders()
})
afterAll(() => providers.stop())

it('asks only for numbers that take calls and need no address: any other would be paid for in vain, or refused', async () => {
  const { accountSid, apiKey, apiSecret } = testCredentials
  const values: Record<string, string> = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret }
  const secrets = { get: (name: string) => Promise.resolve(values[name] ?? null), drop: () => undefined, changedSince: () => Promise.resolve(false) }
  const candidates = keepCandidates({ now: () => 0, random: () => 0 })
  const twilio = await createTwilioPort({ secrets, baseUrl: providers.twilio.url, timeoutMs: 5000, candidates })
  expect(await twilio.searchLocal()).toMatchObject({ ok: true, value: [expect.stringMatching(/^\+1/), expect.anything(), expect.anything(), expect.anything(), expect.anything()] })
  const [asked] = await control<{ path: string; query: Record<string, string> }[]>(providers.twilio, 'GET', 'requests')
  expect(asked?.path).toMatch(/AvailablePhoneNumbers\/US\/Local\.json$/)
  expect(asked?.query).toMatchObject({ VoiceEnabled: 'true', ExcludeAllAddressRequired: 'true' })
})

it('two workers of one process who search at the same moment both get an answer: the SDK writes into what it is given', async () => {
  const { accountSid, apiKey, apiSecret } = testCredentials
  const values: Record<string, string> = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret }
  const secrets = { get: (name: string) => Promise.resolve(values[name] ?? null), drop: () => undefined, changedSince: () => Promise.resolve(false) }
  const searches = Array.from({ length: 5 }, async () => {
    const candidates = keepCandidates({ now: () => 0, random: () => 0 })
    const twilio = await createTwilioPort({ secrets, baseUrl: providers.twilio.url, timeoutMs: 5000, candidates })
    const found = await twilio.searchLocal()
    return found.ok ? found.value.length : found.error.code
  })
  expect(await Promise.all(searches)).toEqual([5, 5, 5, 5, 5])
})
