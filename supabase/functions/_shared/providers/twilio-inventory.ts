import type { Secrets } from '../secrets.ts'
import { MissingSecret } from './missing-secret.ts'
import { guarded, rethrowInterruption, type PageListener } from './page-listener.ts'
import { asResult, within, type ProviderError, type ProviderResult } from './provider-error.ts'
import { classifyTwilio, connectTwilio } from './twilio.ts'

/** A number that Twilio bills us for, with what a comparison needs: of its webhook the host alone. */
export type SightedNumber = {
  sid: string
  account_sid: string
  e164_number: string
  tag: string
  voice_host: string | null
  voice_overridden: boolean
  created_at: string
}

/** What a comparison asks of Twilio. It only reads. */
export type TwilioInventory = {
  accountSid: string
  /** The active subaccounts; an API key of the usual kind may not ask. */
  subaccounts(): Promise<ProviderResult<string[]>>
  /** Every number of an account, page by page; `onPage` hears how many there are so far. */
  listNumbers(accountSid: string, onPage: PageListener): Promise<ProviderResult<SightedNumber[]>>
}

const largestPage = 1000

/** Twilio through its own SDK; each page has the time-out to itself. */
export async function createTwilioInventory(o: { secrets: Secrets; baseUrl: string | null; timeoutMs: number; pageSize?: number }): Promise<TwilioInventory> {
  const accountSid = await o.secrets.get('TWILIO_ACCOUNT_SID')
  if (!accountSid) throw new MissingSecret('TWILIO_ACCOUNT_SID')
  const { api } = await connectTwilio(o)
  const pageSize = o.pageSize ?? largestPage
  const once = <T>(work: Promise<T>): Promise<T> => within(o.timeoutMs, work)
  return {
    accountSid,
    subaccounts: () =>
      asResult(async () => {
        const accounts = await once(api.accounts.list({ status: 'active', pageSize }))
        return accounts.map((account) => account.sid).filter((sid) => sid !== accountSid)
      }, classifyTwilio),
    listNumbers: (account, onPage) =>
      asResult(async () => {
        const tell = guarded(onPage)
        const found = new Map<string, SightedNumber>()
        let page = await once(api.accounts(account).incomingPhoneNumbers.page({ pageSize }))
        for (;;) {
          // A number bought meanwhile may shift the pages: the same one twice counts once.
          for (const number of page.instances) found.set(number.sid, sighted(account, number))
          await tell(found.size)
          if (!page.nextPageUrl) return [...found.values()]
          page = await once(api.accounts(account).incomingPhoneNumbers.getPage(page.nextPageUrl))
        }
      }, classify),
  }
}

function classify(error: unknown): ProviderError {
  rethrowInterruption(error)
  return classifyTwilio(error)
}

type Listed = { sid: string; phoneNumber: string; friendlyName: string; voiceUrl: string; voiceApplicationSid: string; trunkSid: string; dateCreated: Date }

function sighted(accountSid: string, number: Listed): SightedNumber {
  return {
    sid: number.sid,
    account_sid: accountSid,
    e164_number: number.phoneNumber,
    tag: number.friendlyName,
    voice_host: hostOf(number.voiceUrl),
    voice_overridden: Boolean(number.voiceApplicationSid) || Boolean(number.trunkSid),
    created_at: number.dateCreated.toISOString(),
  }
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : null
}
