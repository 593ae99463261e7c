import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import type { OwnedNumber, TwilioAccount } from './account.ts'
import { twilioError } from './errors.ts'
import type { IncomingNumber } from './incoming-number.ts'
import { readPageSize } from './page-size.ts'

/** `GET IncomingPhoneNumbers.json`: newest first, filtered and paged; of one account alone, not of those below it. */
export function listNumbers(request: ApiRequest, accountSid: string, account: TwilioAccount, lagMs: number): Reply {
  const pageSize = readPageSize(request.query)
  if (pageSize === null) return twilioError(400, 20001, 'PageSize must be between 1 and 1000')
  const visible = account.list().filter((owned) => owned.number.account_sid === accountSid && isVisible(owned, request, lagMs))
  const numbers = visible.map((owned) => owned.number).filter((number) => isWanted(number, request.query))
  return { status: 200, body: page(numbers.toReversed(), pageSize, request) }
}

function isVisible(owned: OwnedNumber, request: ApiRequest, lagMs: number): boolean {
  return request.internal || Date.now() - owned.since >= lagMs
}

function isWanted(number: IncomingNumber, query: URLSearchParams): boolean {
  const name = query.get('FriendlyName')
  const phoneNumber = query.get('PhoneNumber')
  const origin = query.get('Origin')
  return (
    (name === null || number.friendly_name === name) &&
    (phoneNumber === null || fitsPhoneNumber(number.phone_number, phoneNumber)) &&
    (origin === null || number.origin === origin)
  )
}

/** A filter may be a part of the number, with `*` for any digit. */
function fitsPhoneNumber(phoneNumber: string, filter: string): boolean {
  const source = filter.replace(/[^\d*]/g, '').replaceAll('*', '\\d')
  return new RegExp(filter.trimStart().startsWith('+') ? `^\\+${source}` : source).test(phoneNumber)
}

function page(numbers: IncomingNumber[], size: number, request: ApiRequest): Record<string, unknown> {
  const index = Number(request.query.get('Page') ?? 0)
  const start = startOfPage(numbers, size, index, request.query.get('PageToken'))
  const shown = numbers.slice(start, start + size)
  const last = shown.at(-1)
  const hasNext = last !== undefined && start + size < numbers.length
  return {
    page: index,
    page_size: size,
    start: index * size,
    end: index * size + Math.max(0, shown.length - 1),
    uri: pageUri(request),
    first_page_uri: pageUri(request, { PageSize: size, Page: 0 }),
    previous_page_uri: index > 0 ? pageUri(request, { PageSize: size, Page: index - 1, PageToken: `PB${shown[0]?.sid ?? ''}` }) : null,
    next_page_uri: hasNext ? pageUri(request, { PageSize: size, Page: index + 1, PageToken: `PA${last.sid}` }) : null,
    incoming_phone_numbers: shown,
  }
}

/** A token names the neighbour in the page that it came from, so that a purchase meanwhile shifts nothing. */
function startOfPage(numbers: IncomingNumber[], size: number, index: number, token: string | null): number {
  const neighbour = numbers.findIndex((number) => number.sid === token?.slice(2))
  if (neighbour < 0) return index * size
  return token?.startsWith('PB') ? Math.max(0, neighbour - size) : neighbour + 1
}

function pageUri(request: ApiRequest, change: Record<string, string | number> = {}): string {
  const query = new URLSearchParams(request.query)
  if ('Page' in change) query.delete('PageToken')
  for (const [name, value] of Object.entries(change)) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? request.path : `${request.path}?${text}`
}
