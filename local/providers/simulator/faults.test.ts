import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { control, findNumber, startTestProviders, testCredentials } from '../testing/providers.ts'
import type { TestProviders } from '../testing/providers.ts'
import { twilioClient } from '../testing/twilio-client.ts'
import type { LoggedRequest } from './request-log.ts'

type State = { incoming_phone_numbers: { phone_number: string }[]; pending_effects: number; in_flight: number }

const buyPath = '/2010-04-01/Accounts/*/IncomingPhoneNumbers.json'

describe('faults', () => {
  let providers: TestProviders
  beforeAll(async () => {
    providers = await startTestProviders()
  })
  afterEach(() => providers.reset())
  afterAll(() => providers.stop())

  const setFaults = (...faults: object[]) => control(providers.twilio, 'PUT', 'faults', faults)
  const readState = () => control<State>(providers.twilio, 'GET', 'state')
  const owned = async () => (await readState()).incoming_phone_numbers.map((number) => number.phone_number)
  const buy = (phoneNumber: string) => providers.twilioSdk.incomingPhoneNumbers.create({ phoneNumber })
  const lastRequest = async () => (await control<LoggedRequest[]>(providers.twilio, 'GET', 'requests')).at(-1)

  it('drop "before" closes the connection and nothing is bought', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, drop: 'before' })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await owned()).toEqual([])
    expect(await lastRequest()).toMatchObject({ outcome: 'dropped_before', status: null, fault: true })
  })

  it('drop "after" closes the connection although the number was bought', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, drop: 'after' })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await owned()).toEqual([phoneNumber])
    expect(await lastRequest()).toMatchObject({ outcome: 'dropped_after', status: null, fault: true })
  })

  it('status and body are answered instead of performing', async () => {
    const phoneNumber = await findNumber(providers)
    const body = { code: 22300, message: 'restricted', more_info: '', status: 400 }
    await setFaults({ method: 'POST', path: buyPath, status: 400, body })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 22300, status: 400 })
    expect(await owned()).toEqual([])
  })

  it.each([
    [401, 20003],
    [429, 20429],
    [500, 20500],
    [503, 20503],
  ])('status %i without a body is answered with Twilio error %i', async (status, code) => {
    await setFaults({ path: '*', status })
    await expect(buy('+15005550006')).rejects.toMatchObject({ status, code })
  })

  it("status without a body is answered in VAPI's form by VAPI", async () => {
    await control(providers.vapi, 'PUT', 'faults', [{ path: '/phone-number', status: 503 }])
    const expected = { statusCode: 503, body: { statusCode: 503, error: 'Service Unavailable' } }
    await expect(providers.vapiSdk.phoneNumbers.list()).rejects.toMatchObject(expected)
  })

  it('headers go with a canned answer', async () => {
    await setFaults({ path: '*', status: 429, headers: { 'retry-after': '7' } })
    const answer = await fetch(`${providers.twilio.url}/anything`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
  })

  it('latency_ms lets the caller time out, and the buy takes effect none the less', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, latency_ms: 400 })
    const impatient = twilioClient(providers.twilio.url, testCredentials, 100)
    await expect(impatient.incomingPhoneNumbers.create({ phoneNumber })).rejects.toMatchObject({ code: 'ECONNABORTED' })
    await expect.poll(owned).toEqual([phoneNumber])
  })

  it('latency_after_ms lets the caller time out when the buy has already taken effect', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, latency_after_ms: 60_000 })
    const impatient = twilioClient(providers.twilio.url, testCredentials, 100)
    await expect(impatient.incomingPhoneNumbers.create({ phoneNumber })).rejects.toMatchObject({ code: 'ECONNABORTED' })
    expect(await readState()).toMatchObject({ incoming_phone_numbers: [{ phone_number: phoneNumber }], in_flight: 1 })
  })

  it('effect_delay_ms drops the answer now and lets the buy take effect later', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, times: 1, effect_delay_ms: 500 })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await readState()).toMatchObject({ incoming_phone_numbers: [], pending_effects: 1 })
    expect(await lastRequest()).toMatchObject({ outcome: 'dropped_effect_later' })
    await expect.poll(readState).toMatchObject({ incoming_phone_numbers: [{ phone_number: phoneNumber }], pending_effects: 0 })
  })

  it('effect_delay_ms with a status answers that error although the buy takes effect', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, times: 1, status: 500, effect_delay_ms: 0 })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 20500 })
    await expect.poll(owned).toEqual([phoneNumber])
  })

  it('a reset cancels effects that have not taken place, and closes the connections that wait for one', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults({ method: 'POST', path: buyPath, times: 1, effect_delay_ms: 60_000 }, { path: buyPath, latency_ms: 60_000 })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 'ECONNRESET' })
    const waiting = expect(buy(phoneNumber)).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect.poll(readState).toMatchObject({ pending_effects: 1, in_flight: 1 })
    await providers.reset()
    await waiting
    await expect.poll(readState).toMatchObject({ incoming_phone_numbers: [], pending_effects: 0, in_flight: 0 })
  })

  it('times counts down, skip lets calls pass first, and both can be read', async () => {
    await setFaults({ method: 'get', path: '*', times: 1, skip: 1, status: 500 })
    const list = () => providers.twilioSdk.incomingPhoneNumbers.list()
    await list()
    await expect(list()).rejects.toMatchObject({ code: 20500 })
    await list()
    expect(await control(providers.twilio, 'GET', 'faults')).toMatchObject([{ method: 'GET', times: 0, skip: 0, hits: 1 }])
  })

  it('only what fits the method, the path and the fields is affected, and the first fault that fits applies', async () => {
    const phoneNumber = await findNumber(providers)
    await setFaults(
      { method: 'DELETE', path: '*', drop: 'before' },
      { path: '*/AvailablePhoneNumbers/*', drop: 'before' },
      { path: buyPath, match: { FriendlyName: 'swb:local:*' }, status: 500 },
      { path: buyPath, status: 503 },
    )
    const create = providers.twilioSdk.incomingPhoneNumbers.create({ phoneNumber, friendlyName: 'swb:local:7' })
    await expect(create).rejects.toMatchObject({ code: 20500 })
    await expect(buy(phoneNumber)).rejects.toMatchObject({ code: 20503 })
  })

  it('a field of the query or of a JSON body can be matched too', async () => {
    await setFaults({ path: '*', match: { PhoneNumber: '+1415*' }, status: 500 })
    const list = (phoneNumber: string) => providers.twilioSdk.incomingPhoneNumbers.list({ phoneNumber })
    await expect(list('+14155550100')).rejects.toMatchObject({ code: 20500 })
    expect(await list('+12125550100')).toEqual([])
    await control(providers.vapi, 'PUT', 'faults', [{ path: '*', match: { name: 'usr:*' }, status: 500 }])
    const create = providers.vapiSdk.phoneNumbers.create({ provider: 'twilio', number: '+1', twilioAccountSid: 'AC', name: 'usr:1' })
    await expect(create).rejects.toMatchObject({ statusCode: 500 })
  })

  it('a fault that cannot be understood is refused with the reason and changes nothing', async () => {
    await setFaults({ path: '/kept', status: 500 })
    await expect(setFaults({ path: '*', drop: 'sometimes' })).rejects.toThrow(/400 .*drop/)
    await expect(setFaults({ path: '*', stauts: 500 })).rejects.toThrow(/400 .*stauts/)
    expect(await control(providers.twilio, 'GET', 'faults')).toMatchObject([{ path: '/kept' }])
  })
})
