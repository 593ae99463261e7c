import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { numberClasses, numberUses, type NumberView } from '@/lib/numbers/number'

export const numberSearchParams = { class: parseAsStringLiteral(['attention', 'all', ...numberClasses] as const).withDefault('attention'), use: parseAsStringLiteral(numberUses) }
export const loadNumberSearchParams = createLoader(numberSearchParams)

type Params = Awaited<ReturnType<typeof loadNumberSearchParams>>

/** What an address shows: a use of the ledger, a class, or all. It opens on what needs a person. */
export function viewOf(params: Params): NumberView {
  if (params.use !== null) return { class: null, use: params.use }
  return { class: params.class === 'all' ? null : params.class, use: null }
}
