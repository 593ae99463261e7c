import { VapiClient } from '@vapi-ai/server-sdk'
import type { Secrets } from '../secrets.ts'
import { asResult, fieldOf, isTimeout, within, type ProviderError, type ProviderResult } from './provider-error.ts'
import { fetchOnce } from './send-once.ts'
import { MissingSecret } from './missing-secret.ts'

/** A number as VAPI knows it. Its answers also carry Twilio's credentials, which go no further than this file. */
export type ImportedNumber = { id: string; e164Number: string; name: string | null; assistantId: string | null; status: string | null }

/** What the engine asks of VAPI. */
export type VapiPort = {
  /** Every import of exactly this number. */
  find(e164Number: string): Promise<ProviderResult<ImportedNumber[]>>
  get(id: string): Promise<ProviderResult<ImportedNumber>>
  import(o: { e164Number: string; name: string; assistantId: string }): Promise<ProviderResult<ImportedNumber>>
  setAssistant(id: string, assistantId: string | null): Promise<ProviderResult<ImportedNumber>>
  remove(id: string): Promise<ProviderResult<null>>
}

const pageLimit = 100
const once = fetchOnce()

/** VAPI through its own SDK, never repeating a request by itself: a repeated import could make two. */
export async function createVapiPort(o: { secrets: Secrets; baseUrl: string | null; timeoutMs: number }): Promise<VapiPort> {
  const token = await o.secrets.get('VAPI_API_KEY')
  if (!token) throw new MissingSecret('VAPI_API_KEY')
  const client = new VapiClient({ token, fetch: once, ...(o.baseUrl ? { baseUrl: o.baseUrl } : {}) })
  const options = { maxRetries: 0, timeoutInSeconds: Math.ceil(o.timeoutMs / 1000) }
  const call = <T>(work: () => Promise<T>): Promise<ProviderResult<T>> => asResult(() => within(o.timeoutMs, work()), classifyVapi)
  const server = await readServer(o.secrets)
  return {
    find: (e164Number) => call(() => findAll(client, e164Number, options)),
    get: (id) => call(async () => reduce(await client.phoneNumbers.get({ id }, options))),
    import: (number) =>
      call(async () => {
        const credentials = await twilioCredentials(o.secrets)
        const body = { provider: 'twilio' as const, number: number.e164Number, name: number.name, assistantId: number.assistantId, smsEnabled: false, ...credentials, ...server }
        return reduce(await client.phoneNumbers.create(body, options))
      }),
    setAssistant: (id, assistantId) =>
      call(async () => {
        // The published schema has no null here; VAPI takes it to unlink.
        const body = { provider: 'twilio' as const, assistantId: assistantId as string, ...(assistantId ? server : {}) }
        return reduce(await client.phoneNumbers.update({ id, body }, options))
      }),
    remove: (id) =>
      call(async () => {
        await client.phoneNumbers.delete({ id }, options)
        return null
      }),
  }
}

async function findAll(client: VapiClient, e164Number: string, options: { maxRetries: number; timeoutInSeconds: number }): Promise<ImportedNumber[]> {
  const found: ImportedNumber[] = []
  for (let page = 1; ; page++) {
    const answer = await client.phoneNumbers.phoneNumberControllerFindAllPaginated({ search: e164Number, page, limit: pageLimit }, options)
    found.push(...answer.results.map(reduce).filter((number) => number.e164Number === e164Number))
    // VAPI may give smaller pages than were asked for; it says itself when there is no other.
    if (answer.results.length === 0 || page * answer.metadata.itemsPerPage >= answer.metadata.totalItems) return found
  }
}

function reduce(raw: unknown): ImportedNumber {
  const text = (name: string): string | null => {
    const value = fieldOf(raw, name)
    return typeof value === 'string' ? value : null
  }
  return { id: text('id') ?? '', e164Number: text('number') ?? '', name: text('name'), assistantId: text('assistantId'), status: text('status') }
}

async function twilioCredentials(secrets: Secrets): Promise<{ twilioAccountSid: string; twilioAuthToken?: string; twilioApiKey?: string; twilioApiSecret?: string }> {
  const read = (name: string): Promise<string | null> => secrets.get(name)
  const [sid, key, secret, token] = await Promise.all(['TWILIO_ACCOUNT_SID', 'TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_AUTH_TOKEN'].map(read))
  if (!sid) throw new MissingSecret('TWILIO_ACCOUNT_SID')
  if (key && secret) return { twilioAccountSid: sid, twilioApiKey: key, twilioApiSecret: secret }
  if (!token) throw new MissingSecret('TWILIO_API_KEY with TWILIO_API_SECRET, or TWILIO_AUTH_TOKEN')
  return { twilioAccountSid: sid, twilioAuthToken: token }
}

async function readServer(secrets: Secrets): Promise<{ server?: { url: string; headers?: Record<string, string> } }> {
  const url = await secrets.get('VAPI_SERVER_URL')
  if (!url) return {}
  const secret = await secrets.get('VAPI_WEBHOOK_SECRET')
  return { server: { url, ...(secret ? { headers: { 'x-vapi-secret': secret } } : {}) } }
}

// VAPI publishes no codes. Texts that were seen, the second of them with the name of another carrier.
const seenTexts: [text: RegExp, code: string][] = [
  [/not found on twilio/i, 'not_on_twilio'],
  [/couldn.t update twilio number/i, 'not_on_twilio'],
  [/valid phone number in the e\.164 format/i, 'invalid_number'],
]

/** What a refusal of VAPI comes to. */
export function classifyVapi(error: unknown): ProviderError {
  if (error instanceof MissingSecret) throw error
  const status = Number(fieldOf(error, 'statusCode'))
  if (isTimeout(error)) return { provider: 'vapi', code: 'timeout', httpStatus: null, unknown: true }
  if (!Number.isInteger(status) || status < 100) return { provider: 'vapi', code: 'network', httpStatus: null, unknown: true }
  const said = JSON.stringify(fieldOf(error, 'body') ?? '')
  const code = status === 400 ? (seenTexts.find(([text]) => text.test(said))?.[1] ?? '400') : String(status)
  return { provider: 'vapi', code, httpStatus: status, unknown: status >= 500 }
}
