import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs/server'
import { columnsAtFirst, optionalColumns } from '@/components/customers/columns'
import { customerSorts, type CustomerFilter } from '@/lib/customers/filter'

const words = () => parseAsArrayOf(parseAsString).withDefault([])

/** The address of the page is its state: filter, order and columns. What somebody typed stays out of it: it may be an e-mail. */
export const customerSearchParams = {
  status: parseAsArrayOf(parseAsString).withDefault(['needs_attention']),
  retry: words(),
  fault: words(),
  reason: words(),
  tier: words(),
  listed: words(),
  waiting: words(),
  sort: parseAsStringLiteral(customerSorts).withDefault('waiting'),
  columns: parseAsArrayOf(parseAsStringLiteral(optionalColumns)).withDefault([...columnsAtFirst]),
}
export const loadCustomerSearchParams = createLoader(customerSearchParams)

/** What an address asks for. `status=all` is everybody. */
export function filterOf(params: inferParserType<typeof customerSearchParams>, text: string): CustomerFilter {
  const { status, retry, fault, reason, tier, listed, waiting } = params
  return { status: status.includes('all') ? [] : status, retry, fault, reason, tier, listed, waiting, text }
}

/** The same the other way round. */
export function paramsOf({ status, retry, fault, reason, tier, listed, waiting }: CustomerFilter) {
  return { status: status.length === 0 ? ['all'] : [...status], retry: [...retry], fault: [...fault], reason: [...reason], tier: [...tier], listed: [...listed], waiting: [...waiting] }
}
