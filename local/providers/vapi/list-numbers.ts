import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { vapiError } from './errors.ts'
import { isWithin, listQuery, pageQuery } from './list-query.ts'
import type { Organisation } from './organisation.ts'
import type { PhoneNumber } from './phone-number.ts'
import { explain } from './phone-number-input.ts'

/** `GET /phone-number`: the newest, 100 unless asked for more. */
export function listNumbers(request: ApiRequest, organisation: Organisation, lagMs: number): Reply {
  const read = listQuery.safeParse(Object.fromEntries(request.query))
  if (!read.success) return vapiError(400, explain(read.error))
  const numbers = visibleNumbers(organisation, lagMs).filter((number) => isWithin(number, read.data))
  return { status: 200, body: numbers.toReversed().slice(0, read.data.limit) }
}

/** `GET /v2/phone-number`: searched by number or name, in pages. */
export function pageNumbers(request: ApiRequest, organisation: Organisation, lagMs: number): Reply {
  const read = pageQuery.safeParse(Object.fromEntries(request.query))
  if (!read.success) return vapiError(400, explain(read.error))
  const { limit, page, search, sortOrder } = read.data
  const found = visibleNumbers(organisation, lagMs).filter((number) => isWithin(number, read.data) && isFound(number, search))
  if (sortOrder === 'DESC') found.reverse()
  const totalPages = limit === 0 ? 0 : Math.ceil(found.length / limit)
  return {
    status: 200,
    body: {
      results: found.slice((page - 1) * limit, page * limit),
      metadata: { itemsPerPage: limit, totalItems: found.length, currentPage: page, totalPages, hasNextPage: page < totalPages, sortOrder },
    },
  }
}

function isFound(number: PhoneNumber, search: string | undefined): boolean {
  const wanted = (search ?? '').trim().toLowerCase()
  return [number.number, number.name ?? ''].some((text) => text.toLowerCase().includes(wanted))
}

function visibleNumbers(organisation: Organisation, lagMs: number): PhoneNumber[] {
  const now = Date.now()
  return organisation.numbers().filter((number) => now - Date.parse(number.createdAt) >= lagMs)
}
