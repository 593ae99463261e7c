import { runStatuses } from '@domain/states.ts'
import { createLoader, parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs/server'
import { optionalRunColumns, runColumnsAtFirst } from '@/components/runs/columns'
import { runRanges } from '@/lib/runs/window'
import type { RunScope } from '@/lib/runs/scope'

const words = () => parseAsArrayOf(parseAsString).withDefault([])

/** The address of the page is its state: what is shown, and which run is open. Ids only, no personal data. */
export const runSearchParams = {
  status: parseAsArrayOf(parseAsStringLiteral(runStatuses)).withDefault([]),
  action: words(),
  step: words(),
  provider: words(),
  code: words(),
  by: words(),
  customer: parseAsString,
  range: parseAsStringLiteral(runRanges).withDefault('1h'),
  from: parseAsInteger,
  to: parseAsInteger,
  run: parseAsInteger,
  columns: parseAsArrayOf(parseAsStringLiteral(optionalRunColumns)).withDefault([...runColumnsAtFirst]),
}
export const loadRunSearchParams = createLoader(runSearchParams)

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What an address is about. A customer that is no id does not filter. */
export function scopeOf(params: inferParserType<typeof runSearchParams>): RunScope {
  const { range, from, to, customer, status, action, step, provider, code, by } = params
  const brushed = from !== null && from > 0 && (to === null || to > from)
  return {
    filter: { status, action, step, provider, code, by, customer: customer && uuid.test(customer) ? customer.toLowerCase() : null },
    range,
    brush: brushed ? { from, to } : null,
  }
}
