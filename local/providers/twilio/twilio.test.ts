import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { control, findNumber, findNumbers, startTestProviders, testCredentials } from '../testing/providers.ts'
import type { TestProviders } from '../testing/providers.ts'
import { twilioClient } from '../testing/twilio-client.ts'

describe('the Twilio simulator', () => {
  let providers: TestProviders
  beforeAll(async () => {
    providers = await startTestProviders()
  })
  afterEach(() => providers.reset())
  afterAll(() => providers.stop())

  const api = () => providers.twilioSdk.incomingPhoneNumbers
  const seedOwned = (body: object) => control<{ sid: string }>(providers.twilio, 'POST', 'numbers', body)
  const events = () => control<{ event: string }[]>(providers.twilio, 'GET', 'events')

  describe('authentication', () => {
    it.each([
      ['a wrong secret', { apiSecret: 'wrong' }],
      ['an unknown key', { apiKey: `SK${'c'.repeat(32)}` }],
      ["another account's path", { accountSid: `AC${'d'.repeat(32)}` }],
    ])('%s is refused with 20003', async (_, change) => {
      const sdk = twilioClient(providers.twilio.url, { ...testCredentials, ...change })
      await expect(sdk.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401, code: 20003 })
    })

    it('the account SID with its token is as good as a key with its secret', async () => {
      const { accountSid, authToken } = testCredentials
      const sdk = twilioClient(providers.twilio.url, { ...testCredentials, apiKey: accountSid, apiSecret: authToken })
      expect(await sdk.incomingPhoneNumbers.list()).toEqual([])
    })

    it('a request without credentials gets the whole error body', async () => {
      const answer = await fetch(`${providers.twilio.url}/2010-04-01/Accounts/${testCredentials.accountSid}/IncomingPhoneNumbers.json`)
      expect(answer.status).toBe(401)
      const body = { code: 20003, message: 'Authenticate', more_info: 'https://www.twilio.com/docs/errors/20003', status: 401 }
      expect(await answer.json()).toEqual(body)
    })
  })

  describe('buying', () => {
    it('a number that was found belongs to the account, with its name and its webhook', async () => {
      const phoneNumber = await findNumber(providers)
      const bought = await api().create({ phoneNumber, friendlyName: 'swb:local:1', voiceUrl: 'https://example.com/voice' })
      expect(bought).toMatchObject({ phoneNumber, friendlyName: 'swb:local:1', voiceUrl: 'https://example.com/voice', status: 'in-use' })
      expect(await api()(bought.sid).fetch()).toMatchObject({ phoneNumber, friendlyName: 'swb:local:1' })
      expect(await events()).toMatchObject([{ event: 'bought', phone_number: phoneNumber, friendly_name: 'swb:local:1' }])
    })

    it('without a name gives the number a readable one', async () => {
      const bought = await api().create({ phoneNumber: '+15005550006' })
      expect(bought.friendlyName).toBe('(500) 555-0006')
    })

    it('a number that the account already has answers 201, updates it and keeps its date', async () => {
      const { sid } = await seedOwned({ phone_number: '+14155550100', friendly_name: 'old system', date_created: '2024-05-06T07:08:09Z' })
      const again = await api().create({ phoneNumber: '+14155550100', friendlyName: 'swb:local:1' })
      expect(again).toMatchObject({ sid, friendlyName: 'swb:local:1', dateCreated: new Date('2024-05-06T07:08:09Z') })
      expect(await api().list()).toHaveLength(1)
    })

    it('a number that the account already has is left as it is when reposts are ignored', async () => {
      await control(providers.twilio, 'PUT', 'settings', { reposts: 'ignore' })
      await seedOwned({ phone_number: '+14155550100', friendly_name: 'old system' })
      expect(await api().create({ phoneNumber: '+14155550100', friendlyName: 'mine' })).toMatchObject({ friendlyName: 'old system' })
    })

    it('in an area code takes any number of it, and twice takes two', async () => {
      const [first, second] = [await api().create({ areaCode: '415' }), await api().create({ areaCode: '415' })]
      expect([first.phoneNumber, second.phoneNumber]).toEqual([expect.stringMatching(/^\+1415/), expect.stringMatching(/^\+1415/)])
      expect(first.phoneNumber).not.toBe(second.phoneNumber)
    })

    it.each([
      ['the unavailable magic number', { phoneNumber: '+15005550000' }, 21422],
      ['the invalid magic number', { phoneNumber: '+15005550001' }, 21421],
      ['the empty magic area code', { areaCode: '533' }, 21452],
      ['something that is no number', { phoneNumber: '415-555' }, 21421],
      ['a number that Twilio does not have', { phoneNumber: '+14155550100' }, 21422],
      ['an area code that is none', { areaCode: '15' }, 21451],
      ['an area code without numbers', { areaCode: '999' }, 21452],
      ['neither number nor area code', {}, 21421],
      ['a name of 65 characters', { phoneNumber: '+15005550006', friendlyName: 'x'.repeat(65) }, 20002],
      ['an empty name', { phoneNumber: '+15005550006', friendlyName: '' }, 20002],
      ['a webhook that is no URL', { phoneNumber: '+15005550006', voiceUrl: 'nowhere' }, 21402],
      ['a webhook method that is none', { phoneNumber: '+15005550006', voiceMethod: 'FETCH' as 'GET' }, 21403],
    ])('%s is refused', async (_, input, code) => {
      const more = `https://www.twilio.com/docs/errors/${code}`
      await expect(api().create(input)).rejects.toMatchObject({ status: 400, code, moreInfo: more })
      expect(await events()).toEqual([])
    })

    it('a number that was sold to somebody else since the search is refused', async () => {
      const phoneNumber = await findNumber(providers)
      await control(providers.twilio, 'POST', 'numbers/sold', { phone_numbers: [phoneNumber] })
      await expect(api().create({ phoneNumber })).rejects.toMatchObject({ code: 21422 })
    })

    it('the magic number can be bought', async () => {
      expect(await api().create({ areaCode: '500' })).toMatchObject({ phoneNumber: '+15005550006' })
    })
  })

  describe('a number of the account', () => {
    it('can be changed, and an application takes the place of the webhook', async () => {
      const { sid } = await api().create({ phoneNumber: '+15005550006', voiceUrl: 'https://example.com/voice' })
      const voiceApplicationSid = `AP${'e'.repeat(32)}`
      expect(await api()(sid).update({ voiceApplicationSid, friendlyName: 'new' })).toMatchObject({
        voiceApplicationSid,
        voiceUrl: '',
        friendlyName: 'new',
      })
    })

    it('is gone after its release: unknown, not listed, not offered, not for sale', async () => {
      const phoneNumber = await findNumber(providers)
      const { sid } = await api().create({ phoneNumber })
      expect(await api()(sid).remove()).toBe(true)
      await expect(api()(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
      await expect(api()(sid).remove()).rejects.toMatchObject({ status: 404, code: 20404 })
      await expect(api()(sid).update({ friendlyName: 'x' })).rejects.toMatchObject({ status: 404, code: 20404 })
      await expect(api().create({ phoneNumber })).rejects.toMatchObject({ code: 21422 })
      expect(await api().list()).toEqual([])
      const contains = phoneNumber.slice(2)
      expect(await providers.twilioSdk.availablePhoneNumbers('US').local.list({ contains, limit: 5 })).toEqual([])
      expect(await events()).toMatchObject([{ event: 'bought' }, { event: 'released' }])
    })
  })

  describe('searching', () => {
    const search = (o: object) => providers.twilioSdk.availablePhoneNumbers('US').local.list({ limit: 20, ...o })

    it('finds as many numbers as asked for, each one buyable and different', async () => {
      const found = await findNumbers(providers, 50)
      expect(new Set(found).size).toBe(50)
      for (const phoneNumber of found.slice(0, 10)) expect(await api().create({ phoneNumber })).toMatchObject({ phoneNumber })
    })

    it('finds numbers by area code, region, locality, distance and pattern', async () => {
      expect(await search({ areaCode: 808 })).toMatchObject(Array.from({ length: 20 }, () => ({ region: 'HI', isoCountry: 'US' })))
      expect(new Set((await search({ inRegion: 'TX' })).map((number) => number.region))).toEqual(new Set(['TX']))
      expect(new Set((await search({ inLocality: 'Austin' })).map((number) => number.locality))).toEqual(new Set(['Austin']))
      expect(new Set((await search({ nearLatLong: '40.75,-73.99', distance: 10 })).map((number) => number.region))).toEqual(
        new Set(['NJ', 'NY']),
      )
      for (const { phoneNumber } of await search({ contains: '888' })) expect(phoneNumber).toContain('888')
      for (const { phoneNumber } of await search({ contains: 'CAT$' })) expect(phoneNumber).toMatch(/228$/)
      for (const { phoneNumber } of await search({ contains: '+1415****' })) expect(phoneNumber).toMatch(/^\+1415/)
    })

    it('finds nothing, without an error, where there is nothing', async () => {
      expect(await search({ areaCode: 999 })).toEqual([])
      expect(await search({ faxEnabled: true })).toEqual([])
    })

    it('refuses a pattern that is none, and a country that has no such numbers', async () => {
      await expect(search({ contains: '4' })).rejects.toMatchObject({ status: 400 })
      const abroad = providers.twilioSdk.availablePhoneNumbers('ZZ').local.list({ limit: 1 })
      await expect(abroad).rejects.toMatchObject({ status: 404, code: 20404 })
    })
  })

  describe('listing', () => {
    const seedMany = async (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => `+1415333${String(index).padStart(4, '0')}`)
      for (const [index, phone_number] of numbers.entries()) await seedOwned({ phone_number, friendly_name: `n${index}` })
      return numbers
    }

    it('pages through more than a hundred numbers, 50 at a time, each once', async () => {
      const numbers = await seedMany(120)
      const listed = (await api().list()).map((number) => number.phoneNumber)
      expect(listed).toEqual(numbers.toReversed())
      const pages = providers.exchanges.twilio.slice(-3).map(({ request }) => request.query.get('Page'))
      expect(pages).toEqual([null, '1', '2'])
    })

    it('goes back a page as well as forth', async () => {
      await seedMany(5)
      const first = await api().page({ pageSize: 2 })
      const second = await first.nextPage()
      const back = await second?.previousPage()
      expect(second?.instances.map((number) => number.friendlyName)).toEqual(['n2', 'n1'])
      expect(back?.instances.map((number) => number.friendlyName)).toEqual(['n4', 'n3'])
    })

    it('does not lose its place when a number is bought between two pages', async () => {
      await seedMany(4)
      const first = await api().page({ pageSize: 2 })
      await api().create({ phoneNumber: '+15005550006' })
      expect((await first.nextPage())?.instances.map((number) => number.friendlyName)).toEqual(['n1', 'n0'])
    })

    it('finds by exact name and by number, whole or in part', async () => {
      const [first = '', second = ''] = await seedMany(3)
      const found = async (filter: object) => (await api().list(filter)).map((number) => number.phoneNumber)
      expect(await found({ friendlyName: 'n1' })).toEqual([second])
      expect(await found({ friendlyName: 'n' })).toEqual([])
      expect(await found({ phoneNumber: first })).toEqual([first])
      expect(await found({ phoneNumber: '3330001' })).toEqual([second])
      expect(await found({ phoneNumber: '+1415333000*' })).toHaveLength(3)
      expect(await found({ phoneNumber: first, friendlyName: 'n1' })).toEqual([])
    })

    it('a new number is missing from the list for the lag, though it can be fetched', async () => {
      await control(providers.twilio, 'PUT', 'settings', { list_lag_ms: 60_000 })
      const { sid } = await api().create({ phoneNumber: '+15005550006', friendlyName: 'lagging' })
      expect(await api().list({ friendlyName: 'lagging' })).toEqual([])
      expect(await api()(sid).fetch()).toMatchObject({ sid })
      await control(providers.twilio, 'PUT', 'settings', { list_lag_ms: 0 })
      expect(await api().list({ friendlyName: 'lagging' })).toMatchObject([{ sid }])
    })

    it('refuses a page of more than a thousand', async () => {
      await expect(api().list({ pageSize: 1001 })).rejects.toMatchObject({ status: 400 })
    })
  })

  it('an unknown path answers 20404', async () => {
    const call = providers.twilioSdk.calls.list({ limit: 1 })
    await expect(call).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  it('a body that is too large is refused', async () => {
    const answer = await fetch(`${providers.twilio.url}/anything`, { method: 'POST', body: 'x'.repeat(1_000_001) })
    expect(answer.status).toBe(413)
  })
})
