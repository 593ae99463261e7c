import { VapiClient } from '@vapi-ai/server-sdk'
import type { Secrets } from '../secrets.ts'
import { MissingSecret } from './missing-secret.ts'
import { guarded, rethrowInterruption, type PageListener } from './page-listener.ts'
import { asResult, fieldOf, within, type ProviderError, type ProviderResult } from './provider-error.ts'
import { fetchOnce } from './send-once.ts'
import { findDeleted } from './vapi-assistants.ts'
import { classifyVapi } from './vapi.ts'

/** A number at VAPI with what a comparison needs, and none of the credentials that VAPI's answers carry. */
export type SightedImport = { id: string; e164_number: string | null; name: string; assistant_id: string | null; status: string | null; account_sid: string | null }

/** What a comparison asks of VAPI. It only reads. */
export type VapiInventory = {
  /** Every number of the organisation; `onPage` hears how many there are so far. */
  listNumbers(onPage: PageListener): Promise<ProviderResult<SightedImport[]>>
  /** Those of these assistants that VAPI does not have any more, by its own word for each; `onPage` hears how many were asked about. */
  deletedAssistants(ids: readonly string[], onPage: PageListener): Promise<ProviderResult<string[]>>
}

// VAPI gives a hundred unless asked, and how many it gives at most is not promised.
const pageLimit = 100
const attempts = 3
const once = fetchOnce()

/** The pages were not all there, or moved while they were read. */
class Incomplete extends Error {}

/** VAPI through its own SDK. What VAPI counts must be what was read, or the listing does not count. */
export async function createVapiInventory(o: { secrets: Secrets; baseUrl: string | null; timeoutMs: number }): Promise<VapiInventory> {
  const token = await o.secrets.get('VAPI_API_KEY')
  if (!token) throw new MissingSecret('VAPI_API_KEY')
  const client = new VapiClient({ token, fetch: once, ...(o.baseUrl ? { baseUrl: o.baseUrl } : {}) })
  const options = { maxRetries: 0, timeoutInSeconds: Math.ceil(o.timeoutMs / 1000) }
  const readPage = (page: number) =>
    within(o.timeoutMs, client.phoneNumbers.phoneNumberControllerFindAllPaginated({ page, limit: pageLimit, sortOrder: 'ASC', sortBy: 'createdAt' }, options))
  return {
    listNumbers: (onPage) =>
      asResult(
        async () => {
          for (let attempt = 1; attempt <= attempts; attempt++) {
            const numbers = await listAll(readPage, guarded(onPage))
            if (numbers) return numbers
          }
          throw new Incomplete()
        },
        classify,
      ),
    deletedAssistants: (ids, onPage) =>
      asResult(() => {
        const heard = guarded(onPage)
        const list = (request: { limit: number; createdAtLe?: string }) => within(o.timeoutMs, client.assistants.list(request, options))
        const get = (id: string) => within(o.timeoutMs, client.assistants.get({ id }, options))
        return findDeleted({ list, get }, ids, () => heard(ids.length))
      }, classify),
  }
}

function classify(error: unknown): ProviderError {
  rethrowInterruption(error)
  return error instanceof Incomplete ? { provider: 'vapi', code: 'incomplete', httpStatus: null, unknown: false } : classifyVapi(error)
}

type Page = { results: unknown[]; metadata: { totalItems: number; itemsBeyondRetention?: boolean } }

/** Null when numbers came or went between two pages: then one may have been missed. */
async function listAll(readPage: (page: number) => Promise<Page>, onPage: PageListener): Promise<SightedImport[] | null> {
  const found = new Map<string, SightedImport>()
  let total: number | null = null
  for (let page = 1; ; page++) {
    const { results, metadata } = await readPage(page)
    if (metadata.itemsBeyondRetention || (total !== null && metadata.totalItems !== total)) return null
    total = metadata.totalItems
    for (const number of results.map(sighted)) found.set(number.id, number)
    await onPage(found.size)
    if (found.size >= total) return found.size === total ? [...found.values()] : null
    if (results.length === 0) return null
  }
}

function sighted(raw: unknown): SightedImport {
  const text = (name: string): string | null => {
    const value = fieldOf(raw, name)
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    id: text('id') ?? '',
    e164_number: text('number'),
    name: text('name') ?? '',
    assistant_id: text('assistantId'),
    status: text('status'),
    account_sid: text('twilioAccountSid'),
  }
}
