import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { control, findNumber, startTestProviders, testCredentials, testVapiKey } from '../testing/providers.ts'
import type { TestProviders } from '../testing/providers.ts'
import type { LoggedRequest } from './request-log.ts'

describe('the control API', () => {
  let providers: TestProviders
  beforeAll(async () => {
    providers = await startTestProviders()
  })
  afterEach(() => providers.reset())
  afterAll(() => providers.stop())

  const requests = (since = '') => control<LoggedRequest[]>(providers.vapi, 'GET', `requests${since}`)
  const importAnything = async () => {
    const { accountSid, authToken } = testCredentials
    const phoneNumber = await findNumber(providers)
    await providers.twilioSdk.incomingPhoneNumbers.create({ phoneNumber })
    return providers.vapiSdk.phoneNumbers.create({
      provider: 'twilio',
      number: phoneNumber,
      twilioAccountSid: accountSid,
      twilioAuthToken: authToken,
      server: { headers: { 'x-vapi-secret': 'webhook-secret' } },
    })
  }

  it('shows what was asked and answered, and not one credential', async () => {
    const { number } = await importAnything()
    expect(await requests()).toMatchObject([
      { method: 'POST', path: '/phone-number', query: {}, body: { number }, status: 201, outcome: 'answered', fault: false },
    ])
    const shown = JSON.stringify([await requests(), await control(providers.vapi, 'GET', 'state')])
    for (const secret of [testCredentials.authToken, testVapiKey, 'webhook-secret']) expect(shown).not.toContain(secret)
  })

  it('shows only the requests since an id or a time', async () => {
    await providers.vapiSdk.phoneNumbers.list()
    const [first] = await requests()
    await providers.vapiSdk.assistants.list()
    expect(await requests(`?since=${first?.id}`)).toMatchObject([{ path: '/assistant' }])
    expect(await requests('?since=2000-01-01T00:00:00Z')).toHaveLength(2)
    expect(await requests('?since=2999-01-01T00:00:00Z')).toEqual([])
  })

  it('forgets the requests when told to', async () => {
    await providers.vapiSdk.phoneNumbers.list()
    await control(providers.vapi, 'DELETE', 'requests')
    expect(await requests()).toEqual([])
  })

  it("does not show, slow down or fail one simulator's questions to the other", async () => {
    await control(providers.twilio, 'PUT', 'faults', [{ path: '*', skip: 2, status: 500 }])
    await importAnything()
    const paths = (await control<LoggedRequest[]>(providers.twilio, 'GET', 'requests')).map((request) => request.path)
    expect(paths).toEqual([expect.stringContaining('Available'), expect.stringContaining('Incoming')])
  })

  it('takes a new latency and other settings, and refuses unknown ones', async () => {
    expect(await control(providers.twilio, 'PUT', 'latency', { latency: 'realistic' })).toMatchObject({ latency: 'realistic' })
    expect(await control(providers.twilio, 'PUT', 'latency', 5)).toMatchObject({ latency: 5 })
    expect(await control(providers.twilio, 'PUT', 'settings', { list_lag_ms: 9 })).toMatchObject({ latency: 5, list_lag_ms: 9 })
    await expect(control(providers.twilio, 'PUT', 'settings', { lag: 1 })).rejects.toThrow(/400 .*lag/)
  })

  it('a reset brings back the start: no numbers, faults, requests or changed settings', async () => {
    await importAnything()
    await control(providers.twilio, 'PUT', 'settings', { list_lag_ms: 9 })
    await providers.reset()
    expect(await control(providers.twilio, 'GET', 'state')).toEqual({
      account_sid: testCredentials.accountSid,
      incoming_phone_numbers: [],
      gone: [],
      settings: { latency: 0, list_lag_ms: 0, concurrency_limit: 0, reposts: 'update' },
      in_flight: 0,
      pending_effects: 0,
    })
    expect(await control(providers.vapi, 'GET', 'state')).toMatchObject({ phone_numbers: [], assistants: [] })
    expect(await requests()).toEqual([])
  })

  it('answers 404 for what it does not have', async () => {
    await expect(control(providers.twilio, 'GET', 'nothing')).rejects.toThrow('404')
  })

  it('a concurrency limit refuses the calls that exceed it, without effect', async () => {
    await control(providers.twilio, 'PUT', 'settings', { concurrency_limit: 1, latency: 200 })
    const list = () => providers.twilioSdk.incomingPhoneNumbers.list()
    const results = await Promise.allSettled([list(), list(), list()])
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason)
    expect(refused).toMatchObject([{ code: 20429, status: 429 }, { code: 20429, status: 429 }])
  })
})
