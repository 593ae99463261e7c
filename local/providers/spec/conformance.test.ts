import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNumber, startTestProviders, testCredentials } from '../testing/providers.ts'
import type { TestProviders } from '../testing/providers.ts'
import type { Exchange } from '../simulator/exchange.ts'
import type { Judge } from './judge.ts'
import { twilioJudge, vapiJudge } from './judges.ts'
import { findSpecs } from './spec-files.ts'

const specs = findSpecs()
const title = specs ? 'the official specifications' : 'the official specifications (skipped: set SPECS_DIR to their folder)'

describe.skipIf(!specs)(title, () => {
  let providers: TestProviders
  let assistantId: string

  beforeAll(async () => {
    providers = await startTestProviders()
    assistantId = randomUUID()
    await useTwilio(providers)
    await useVapi(providers, assistantId)
  })
  afterAll(() => providers.stop())

  it('accept every request and every response of the Twilio calls', () => {
    const { exchanges } = providers
    expect(operations(exchanges.twilio)).toEqual([
      'GET AvailablePhoneNumbers/US/Local.json 200',
      'POST IncomingPhoneNumbers.json 201',
      'GET IncomingPhoneNumbers.json 200',
      'GET IncomingPhoneNumbers/:id.json 200',
      'POST IncomingPhoneNumbers/:id.json 200',
      'DELETE IncomingPhoneNumbers/:id.json 204',
    ])
    expect(problems(twilioJudge(specs ?? ''), exchanges.twilio)).toEqual([])
  })

  it('accept every request and every response of the VAPI calls', () => {
    const { exchanges } = providers
    expect(operations(exchanges.vapi)).toEqual([
      'POST phone-number 201',
      'GET phone-number 200',
      'GET v2/phone-number 200',
      'GET phone-number/:id 200',
      'PATCH phone-number/:id 200',
      'DELETE phone-number/:id 200',
      'POST assistant 201',
      'GET assistant 200',
      'GET assistant/:id 200',
      'DELETE assistant/:id 200',
    ])
    expect(problems(vapiJudge(specs ?? ''), exchanges.vapi)).toEqual([])
  })

  it('are strict enough to find a misspelt field, a wrong type and a wrong path', () => {
    const [search, buy] = providers.exchanges.twilio
    const judge = twilioJudge(specs ?? '')
    if (!search || !buy) throw new Error('the calls are missing')
    const misspelt = { ...buy, request: { ...buy.request, body: { PhoneNumbr: '+14155550100' } } }
    expect(judge.request(misspelt)).toEqual(['PhoneNumbr is not in the specification'])
    const mistyped = { ...search, request: { ...search.request, query: new URLSearchParams({ PageSize: 'many' }) } }
    expect(judge.request(mistyped)).toEqual(['/PageSize must be integer'])
    const misplaced = { ...buy, request: { ...buy.request, path: '/2010-04-01/PhoneNumbers.json' } }
    expect(judge.request(misplaced)).toEqual(['no such operation'])
    const misanswered = { ...buy, reply: { status: 201, body: { sid: 'PN1', price: 1 } } }
    expect(judge.response(misanswered)).toContain('price is not in the specification')
  })
})

async function useTwilio(providers: TestProviders): Promise<void> {
  const { twilioSdk } = providers
  const phoneNumber = await findNumber(providers)
  const bought = await twilioSdk.incomingPhoneNumbers.create({
    phoneNumber,
    friendlyName: 'swb:local:1',
    voiceUrl: 'https://api.vapi.ai/twilio/inbound_call',
    voiceMethod: 'POST',
  })
  await twilioSdk.incomingPhoneNumbers.list({ friendlyName: 'swb:local:1', phoneNumber })
  await twilioSdk.incomingPhoneNumbers(bought.sid).fetch()
  await twilioSdk.incomingPhoneNumbers(bought.sid).update({ friendlyName: 'swb:local:2' })
  await twilioSdk.incomingPhoneNumbers(bought.sid).remove()
}

async function useVapi(providers: TestProviders, assistantId: string): Promise<void> {
  const { twilioSdk, vapiSdk } = providers
  const number = await findNumber(providers)
  await twilioSdk.incomingPhoneNumbers.create({ phoneNumber: number })
  providers.exchanges.twilio.splice(-2)
  const { accountSid, apiKey, apiSecret } = testCredentials
  const { id } = await vapiSdk.phoneNumbers.create({
    provider: 'twilio',
    number,
    twilioAccountSid: accountSid,
    twilioApiKey: apiKey,
    twilioApiSecret: apiSecret,
    smsEnabled: false,
    name: 'usr:1',
    assistantId,
    server: { url: 'https://example.com/vapi', headers: { 'x-vapi-secret': 'secret' } },
  })
  await vapiSdk.phoneNumbers.list({ limit: 1000 })
  await vapiSdk.phoneNumbers.phoneNumberControllerFindAllPaginated({ search: number, page: 1, limit: 10 })
  await vapiSdk.phoneNumbers.get({ id })
  // The SDK's type follows the specification; the null is the listed deviation.
  const unlink = { provider: 'twilio', assistantId: null } as unknown as { provider: 'twilio' }
  await vapiSdk.phoneNumbers.update({ id, body: unlink })
  await vapiSdk.phoneNumbers.delete({ id })
  const assistant = await vapiSdk.assistants.create({ name: 'Receptionist' })
  await vapiSdk.assistants.list({ limit: 1000, createdAtLe: new Date().toISOString() })
  await vapiSdk.assistants.get({ id: assistant.id })
  await vapiSdk.assistants.delete({ id: assistant.id })
}

function operations(exchanges: Exchange[]): string[] {
  return exchanges.map(({ request, reply }) => {
    const path = request.path.replace(/^\/(2010-04-01\/Accounts\/\w+\/)?/, '').replace(/(PN\w{32}|[\da-f-]{36})/, ':id')
    return `${request.method} ${path} ${reply?.status ?? ''}`
  })
}

function problems(judge: Judge, exchanges: Exchange[]): string[] {
  return exchanges.flatMap((exchange) => {
    const all = [...judge.request(exchange).map((text) => `request: ${text}`), ...judge.response(exchange).map((text) => `response: ${text}`)]
    return all.map((text) => `${exchange.request.method} ${exchange.request.path} ${text}`)
  })
}
