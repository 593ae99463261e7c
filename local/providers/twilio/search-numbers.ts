import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import type { Random } from '../simulator/random.ts'
import type { TwilioAccount } from './account.ts'
import type { Place } from './area-codes.ts'
import { readContains, templateFor } from './contains.ts'
import { resourceNotFound, twilioError } from './errors.ts'
import { formatNational } from './incoming-number.ts'
import { anyNumber, drawNumber, isInStock, placesFitting } from './inventory.ts'
import type { NumberTemplate } from './inventory.ts'
import { readPageSize } from './page-size.ts'
import { placesWanted } from './places-wanted.ts'

/** `GET AvailablePhoneNumbers/{country}/Local.json`: a page of numbers that nobody holds. */
export function searchNumbers(request: ApiRequest, country: string, account: TwilioAccount, random: Random): Reply {
  if (country !== 'US') return resourceNotFound(request.path)
  const pageSize = readPageSize(request.query)
  if (pageSize === null) return twilioError(400, 20001, 'PageSize must be between 1 and 1000')
  const pattern = request.query.get('Contains')
  const contains = pattern === null ? null : readContains(pattern.trim())
  if (pattern !== null && !contains) return twilioError(400, 21421, `Contains is not a valid pattern: ${pattern}`)
  const template = () => (contains ? templateFor(contains, random) : anyNumber)
  const wanted = isOffered(request.query) ? placesWanted(request.query) : []
  const found = drawPage({ pageSize, wanted, template, account, random })
  return { status: 200, body: { available_phone_numbers: found, uri: request.path } }
}

/** Every number here can talk and text, none can fax. */
function isOffered(query: URLSearchParams): boolean {
  const refused = ['VoiceEnabled', 'SmsEnabled', 'MmsEnabled'].some((name) => query.get(name) === 'false')
  return !refused && query.get('FaxEnabled') !== 'true'
}

type Draw = { pageSize: number; wanted: Place[]; template: () => NumberTemplate | null; account: TwilioAccount; random: Random }

function drawPage(o: Draw): AvailableNumber[] {
  const found = new Map<string, AvailableNumber>()
  for (let tries = 0; tries < o.pageSize * 10 && found.size < o.pageSize; tries += 1) {
    const template = o.template()
    const from = template === null ? [] : placesFitting(o.wanted, template)
    if (template === null || from.length === 0) continue
    const { phoneNumber, place } = drawNumber(o.random, from, template)
    if (isFree(phoneNumber, o.account)) found.set(phoneNumber, describeAvailable(phoneNumber, place))
  }
  return [...found.values()]
}

/** Whether the account could buy the number now. */
export function isFree(phoneNumber: string, account: TwilioAccount): boolean {
  return isInStock(phoneNumber) && !account.isGone(phoneNumber) && account.findByPhoneNumber(phoneNumber) === null
}

type AvailableNumber = ReturnType<typeof describeAvailable>

function describeAvailable(phoneNumber: string, place: Place) {
  return {
    friendly_name: formatNational(phoneNumber),
    phone_number: phoneNumber,
    lata: place.lata,
    locality: place.locality,
    rate_center: place.rateCenter,
    latitude: place.latitude,
    longitude: place.longitude,
    region: place.region,
    postal_code: place.postalCode,
    iso_country: 'US',
    address_requirements: 'none',
    beta: false,
    capabilities: { voice: true, sms: true, mms: true, fax: false },
  }
}
