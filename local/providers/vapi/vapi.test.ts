import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { control, startTestProviders, testCredentials, testVapiKey } from '../testing/providers.ts'
import type { TestProviders } from '../testing/providers.ts'
import { vapiClient } from '../testing/vapi-client.ts'
import { startVapiSimulator } from './server.ts'

const { accountSid, apiKey, apiSecret } = testCredentials
const credentials = { twilioAccountSid: accountSid, twilioApiKey: apiKey, twilioApiSecret: apiSecret }

describe('the VAPI simulator', () => {
  let providers: TestProviders
  beforeAll(async () => {
    providers = await startTestProviders()
  })
  afterEach(() => providers.reset())
  afterAll(() => providers.stop())

  const api = () => providers.vapiSdk.phoneNumbers
  const own = (phone_number: string) => control(providers.twilio, 'POST', 'numbers', { phone_number })
  const importNumber = async (number: string, more: object = {}) => {
    await own(number)
    return api().create({ provider: 'twilio', number, ...credentials, ...more })
  }
  const send = (method: string, path: string, body: unknown) =>
    fetch(`${providers.vapi.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${testVapiKey}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('refuses a wrong key with 401', async () => {
    const sdk = vapiClient(providers.vapi.url, 'wrong')
    const body = { statusCode: 401, error: 'Unauthorized', message: expect.stringContaining('Invalid Key') }
    await expect(sdk.phoneNumbers.list()).rejects.toMatchObject({ statusCode: 401, body })
  })

  describe('importing', () => {
    it('takes a number of the Twilio account, links it, and points its webhooks at VAPI', async () => {
      const assistantId = randomUUID()
      const imported = await importNumber('+14155550100', { assistantId, name: 'usr:1' })
      expect(imported).toMatchObject({ number: '+14155550100', assistantId, name: 'usr:1', status: 'active', smsEnabled: true })
      expect(await providers.twilioSdk.incomingPhoneNumbers.list()).toMatchObject([
        { voiceUrl: 'https://api.vapi.ai/twilio/inbound_call', smsUrl: 'https://api.vapi.ai/twilio/sms' },
      ])
    })

    it('leaves the message webhook alone when SMS is off', async () => {
      await importNumber('+14155550100', { smsEnabled: false })
      expect(await providers.twilioSdk.incomingPhoneNumbers.list()).toMatchObject([
        { voiceUrl: 'https://api.vapi.ai/twilio/inbound_call', smsUrl: '' },
      ])
    })

    it('refuses a number that is not in the Twilio account, and one whose credentials Twilio refuses', async () => {
      const input = { provider: 'twilio' as const, number: '+14155550100', ...credentials }
      const missing = { statusCode: 400, body: { message: expect.stringContaining('Number Not Found on Twilio') } }
      await expect(api().create(input)).rejects.toMatchObject(missing)
      await own('+14155550100')
      const refused = { statusCode: 400, body: { message: expect.stringContaining('status code 401') } }
      await expect(api().create({ ...input, twilioApiSecret: 'wrong' })).rejects.toMatchObject(refused)
      expect(await api().list()).toEqual([])
    })

    it('refuses a number that is imported already, also when both imports come at once', async () => {
      const results = await Promise.allSettled([importNumber('+14155550100'), importNumber('+14155550100')])
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
      const refused = { statusCode: 400, body: { message: expect.stringContaining('Identical') } }
      await expect(importNumber('+14155550100')).rejects.toMatchObject(refused)
      expect(await api().list()).toHaveLength(1)
    })

    it.each([
      ['a number that is not E.164', { number: '4155550100' }, 'number must be a valid phone number in the E.164 format'],
      ['a name of 41 characters', { name: 'x'.repeat(41) }, 'name must be shorter than or equal to 40 characters'],
      ['an assistant that is no UUID', { assistantId: 'me' }, 'assistantId must be a UUID'],
      ['no account', { twilioAccountSid: undefined }, 'twilioAccountSid must be a string'],
      ['no credentials', { twilioApiKey: undefined }, 'twilioAuthToken, or twilioApiKey and twilioApiSecret, must be given'],
      ['another provider', { provider: 'carrier-pigeon' }, 'provider must be one of'],
      ['a field that VAPI does not know', { friendlyName: 'x' }, 'property friendlyName should not exist'],
      ['a server secret, which VAPI took away', { server: { secret: 'x' } }, 'server.property secret should not exist'],
    ])('refuses %s and says so', async (_, change, message) => {
      const answer = await send('POST', '/phone-number', { provider: 'twilio', number: '+14155550100', ...credentials, ...change })
      expect(answer.status).toBe(400)
      const expected = { statusCode: 400, error: 'Bad Request', message: expect.arrayContaining([expect.stringContaining(message)]) }
      expect(await answer.json()).toEqual(expected)
    })

    it('refuses a body that is not JSON', async () => {
      expect((await send('POST', '/phone-number', 'not json')).status).toBe(400)
    })
  })

  describe('an imported number', () => {
    it('is linked, unlinked with null, and shows it when it is read back', async () => {
      const { id } = await importNumber('+14155550100')
      const assistantId = randomUUID()
      const patch = (body: object) => api().update({ id, body: { provider: 'twilio', ...body } })
      expect(await patch({ assistantId })).toMatchObject({ assistantId })
      expect(await patch({ name: 'renamed' })).toMatchObject({ assistantId, name: 'renamed' })
      await patch({ assistantId: null })
      const unlinked = await api().get({ id })
      expect(unlinked).not.toHaveProperty('assistantId')
      expect(unlinked).toMatchObject({ name: 'renamed' })
    })

    it('may be changed without naming the provider, but not with a wrong one or an unknown field', async () => {
      const { id } = await importNumber('+14155550100')
      expect((await send('PATCH', `/phone-number/${id}`, { name: 'x' })).status).toBe(200)
      expect((await send('PATCH', `/phone-number/${id}`, { provider: 'vonage', name: 'y' })).status).toBe(400)
      expect((await send('PATCH', `/phone-number/${id}`, { assistant: 'y' })).status).toBe(400)
      expect(await api().get({ id })).toMatchObject({ name: 'x' })
    })

    it('cannot be linked to an assistant that does not exist any more', async () => {
      const { id } = await importNumber('+14155550100')
      const assistantId = randomUUID()
      await control(providers.vapi, 'DELETE', `assistants/${assistantId}`)
      const link = api().update({ id, body: { provider: 'twilio', assistantId } })
      const body = { statusCode: 404, error: 'Not Found', message: expect.stringContaining(assistantId) }
      await expect(link).rejects.toMatchObject({ statusCode: 404, body })
    })

    it('is unknown after its removal, and can be imported again', async () => {
      const { id } = await importNumber('+14155550100')
      await api().delete({ id })
      await expect(api().get({ id })).rejects.toMatchObject({ statusCode: 404 })
      await expect(api().delete({ id })).rejects.toMatchObject({ statusCode: 404 })
      expect((await importNumber('+14155550100')).id).not.toBe(id)
      const events = await control<{ event: string }[]>(providers.vapi, 'GET', 'events')
      expect(events.map((event) => event.event)).toEqual(['imported', 'removed', 'imported'])
    })

    it('is answered 400 for an id that is no UUID', async () => {
      await expect(api().get({ id: 'one' })).rejects.toMatchObject({ statusCode: 400 })
    })
  })

  describe('listing', () => {
    const importMany = async (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => `+1415333${String(index).padStart(4, '0')}`)
      for (const [index, number] of numbers.entries()) await importNumber(number, { name: `usr:${index}` })
      return numbers
    }

    it('shows a hundred numbers unless asked for more', async () => {
      await importMany(120)
      expect(await api().list()).toHaveLength(100)
      expect(await api().list({ limit: 1000 })).toHaveLength(120)
      await expect(api().list({ limit: 1001 })).rejects.toMatchObject({ statusCode: 400 })
    })

    it('searches numbers and names, and pages through all of them', async () => {
      const numbers = await importMany(120)
      const page = (o: object) => api().phoneNumberControllerFindAllPaginated(o)
      expect((await page({ search: numbers[7] })).results).toMatchObject([{ name: 'usr:7' }])
      expect((await page({ search: 'USR:119' })).results).toMatchObject([{ number: numbers[119] }])
      expect((await page({ search: 'nobody' })).results).toEqual([])
      const third = await page({ page: 3, limit: 50 })
      expect(third.results).toHaveLength(20)
      expect(third.metadata).toMatchObject({ itemsPerPage: 50, totalItems: 120, currentPage: 3, totalPages: 3, hasNextPage: false })
      expect((await page({ sortOrder: 'ASC', limit: 1 })).results).toMatchObject([{ number: numbers[0] }])
    })

    it('filters by date', async () => {
      await importNumber('+14155550100')
      const yesterday = new Date(Date.now() - 86_400_000)
      expect(await api().list({ createdAtGt: yesterday.toISOString() })).toHaveLength(1)
      expect(await api().list({ createdAtLt: yesterday.toISOString() })).toEqual([])
    })

    it('does not show a new number for the lag', async () => {
      await control(providers.vapi, 'PUT', 'settings', { list_lag_ms: 60_000 })
      const { id } = await importNumber('+14155550100')
      expect(await api().list()).toEqual([])
      expect(await api().get({ id })).toMatchObject({ id })
    })
  })

  describe('assistants', () => {
    it('every UUID is one until it is deleted', async () => {
      const id = randomUUID()
      expect(await providers.vapiSdk.assistants.get({ id })).toMatchObject({ id })
      await providers.vapiSdk.assistants.delete({ id })
      await expect(providers.vapiSdk.assistants.get({ id })).rejects.toMatchObject({ statusCode: 404 })
      await control(providers.vapi, 'POST', 'assistants', { id, name: 'Back' })
      expect(await providers.vapiSdk.assistants.get({ id })).toMatchObject({ id, name: 'Back' })
    })

    it('are listed by date, a hundred unless asked otherwise: those that were created and those that answer a number', async () => {
      const list = async (request: object) => (await providers.vapiSdk.assistants.list(request)).map(({ id }) => id)
      const [older, newer] = [await providers.vapiSdk.assistants.create({ name: 'Older' }), await providers.vapiSdk.assistants.create({ name: 'Newer' })]
      const assistantId = randomUUID()
      await importNumber('+14155550109', { assistantId })
      expect(await list({})).toEqual([assistantId, newer.id, older.id])
      expect(await list({ limit: 1 })).toEqual([assistantId])
      expect(await list({ createdAtLe: newer.createdAt, createdAtGt: older.createdAt })).toEqual(newer.createdAt === older.createdAt ? [] : [newer.id])
      await providers.vapiSdk.assistants.delete({ id: assistantId })
      expect(await list({})).not.toContain(assistantId)
    })

    it('only those that were created, when the simulator is told so', async () => {
      const strict = await startVapiSimulator({ apiKey: testVapiKey, latency: 0, assistants: 'known' })
      const sdk = vapiClient(strict.url, testVapiKey)
      await expect(sdk.assistants.get({ id: randomUUID() })).rejects.toMatchObject({ statusCode: 404 })
      const { id } = await sdk.assistants.create({ name: 'Receptionist' })
      expect(await sdk.assistants.get({ id })).toMatchObject({ name: 'Receptionist' })
      await strict.stop()
    })
  })

  it('an unknown path answers 404', async () => {
    expect(await (await send('POST', '/squad', {})).json()).toMatchObject({ statusCode: 404, error: 'Not Found' })
  })
})
