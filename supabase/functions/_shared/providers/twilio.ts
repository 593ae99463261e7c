import type { Secrets } from '../secrets.ts'
import type { Candidates } from './candidates.ts'
import { MissingSecret } from './missing-secret.ts'
import { asResult, fieldOf, isTimeout, within, type ProviderError, type ProviderResult } from './provider-error.ts'
import { onceHeaders } from './send-once.ts'
import { createHttpClient, createTwilioApi, type TwilioApi } from './twilio-api.ts'

/** A number that the account owns. `ageMs`: how long ago it came to the account, by Twilio's own clock alone. */
export type OwnedNumber = { sid: string; e164Number: string; tag: string; ageMs: number }

/** What the engine asks of Twilio. */
export type TwilioPort = {
  searchLocal(): Promise<ProviderResult<string[]>>
  buy(e164Number: string, tag: string): Promise<ProviderResult<OwnedNumber>>
  findOwned(filter: { e164Number: string } | { tag: string }): Promise<ProviderResult<OwnedNumber[]>>
  fetchOwned(sid: string): Promise<ProviderResult<OwnedNumber>>
  release(sid: string): Promise<ProviderResult<null>>
}

const country = 'US'
// Anywhere in the country, but a number that cannot take a call is of no use to an assistant and is paid for all the same; one that needs
// an address is refused when it is bought. Never handed out itself: the SDK writes its callbacks into what it is given.
const sought = { limit: 30, pageSize: 30, voiceEnabled: true, excludeAllAddressRequired: true }

/** Twilio through its own SDK: no automatic repetition, one time-out for all. */
export async function createTwilioPort(o: { secrets: Secrets; baseUrl: string | null; timeoutMs: number; candidates: Candidates }): Promise<TwilioPort> {
  const { api, lastDate } = await connectTwilio(o)
  const numbers = api.account.incomingPhoneNumbers
  const voiceUrl = await o.secrets.get('TWILIO_WEBHOOK_URL')
  const call = <T>(work: () => Promise<T>): Promise<ProviderResult<T>> => asResult(() => within(o.timeoutMs, work()), classifyTwilio)
  const owned = (n: { sid: string; phoneNumber: string; friendlyName: string; dateCreated: Date }): OwnedNumber => ({
    sid: n.sid,
    e164Number: n.phoneNumber,
    tag: n.friendlyName,
    ageMs: lastDate() - n.dateCreated.getTime(),
  })
  return {
    searchLocal: () =>
      call(() =>
        o.candidates.take(async () => (await api.account.availablePhoneNumbers(country).local.list({ ...sought })).map((n) => n.phoneNumber)),
      ),
    buy: (phoneNumber, friendlyName) =>
      call(async () => owned(await numbers.create({ phoneNumber, friendlyName, ...(voiceUrl ? { voiceUrl } : {}) }))),
    findOwned: (filter) =>
      call(async () => {
        const wanted = 'tag' in filter ? { friendlyName: filter.tag } : { phoneNumber: filter.e164Number }
        const found = await numbers.list({ ...wanted, pageSize: 1000 })
        // How Twilio matches its filters is not promised, so every page is read and equality is checked here.
        return found.map(owned).filter((n) => ('tag' in filter ? n.tag === filter.tag : n.e164Number === filter.e164Number))
      }),
    fetchOwned: (sid) => call(async () => owned(await numbers(sid).fetch())),
    release: (sid) =>
      call(async () => {
        await numbers(sid).remove()
        return null
      }),
  }
}

/** Twilio’s client: at most one request per call, to the base URL that is set. */
export async function connectTwilio(o: { secrets: Secrets; baseUrl: string | null; timeoutMs: number }): Promise<{ api: TwilioApi; lastDate(): number }> {
  const accountSid = await o.secrets.get('TWILIO_ACCOUNT_SID')
  if (!accountSid) throw new MissingSecret('TWILIO_ACCOUNT_SID')
  const [apiKey, apiSecret, authToken] = await Promise.all(['TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_AUTH_TOKEN'].map((name) => o.secrets.get(name)))
  const httpClient = createHttpClient(o.timeoutMs)
  const send = httpClient.request.bind(httpClient)
  let date = Date.now()
  // The SDK has no option for a base URL, and its answers hide their headers; every request passes here.
  httpClient.request = async (options) => {
    const uri = o.baseUrl ? options.uri.replace('https://api.twilio.com', o.baseUrl) : options.uri
    const response = await send({ ...options, uri, headers: { ...options.headers, ...onceHeaders } })
    const said = Date.parse(String(fieldOf(response.headers, 'date') ?? ''))
    date = Number.isNaN(said) ? Date.now() : said
    return response
  }
  const options = { accountSid, httpClient }
  if (apiKey && apiSecret) return { api: createTwilioApi(apiKey, apiSecret, options), lastDate: () => date }
  if (!authToken) throw new MissingSecret('TWILIO_API_KEY with TWILIO_API_SECRET, or TWILIO_AUTH_TOKEN')
  return { api: createTwilioApi(accountSid, authToken, options), lastDate: () => date }
}

/** What a refusal of Twilio comes to. */
export function classifyTwilio(error: unknown): ProviderError {
  const status = Number(fieldOf(error, 'status'))
  const code = fieldOf(error, 'code')
  if (isTimeout(error)) return { provider: 'twilio', code: 'timeout', httpStatus: null, unknown: true }
  if (!Number.isInteger(status) || status < 100) return { provider: 'twilio', code: 'network', httpStatus: null, unknown: true }
  // A server's failure may come after the effect; 429 is documented as never processed.
  return { provider: 'twilio', code: typeof code === 'number' ? String(code) : String(status), httpStatus: status, unknown: status >= 500 }
}
