import { runStatuses, type RunStatus } from '@domain/states.ts'
import { facetKeys, type RunFilter } from './filter'

/** The keys that the filter field understands. */
export const filterKeys = [...facetKeys, 'code', 'customer', 'run'] as const
export type FilterKey = (typeof filterKeys)[number]

export type FilterTerm = { key: FilterKey; value: string }

/** What was typed: a key with the beginning of its value, or text without a key. */
export type Typed = { key: FilterKey | null; text: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads `code:20503`, `customer:…`, or a bare word, the way a person types it: any case, spaces around. */
export function parseTyped(input: string): Typed {
  const trimmed = input.trim()
  const [, head, rest] = /^([a-z]+)\s*:\s*(.*)$/i.exec(trimmed) ?? []
  const key = filterKeys.find((known) => known === head?.toLowerCase())
  return key ? { key, text: (rest ?? '').trim() } : { key: null, text: trimmed }
}

/** What a whole text means without any suggestion: several terms, apart by spaces; null when a part means nothing. */
export function parseTerms(input: string): FilterTerm[] | null {
  const parts = input.trim().split(/\s+(?=[a-z]+:)/i).filter((part) => part !== '')
  const terms = parts.map((part) => toTerm(parseTyped(part)))
  return terms.length > 0 && terms.every((term) => term !== null) ? terms.filter((term) => term !== null) : null
}

function toTerm({ key, text }: Typed): FilterTerm | null {
  if (text === '') return null
  if (key === null) return bareTerm(text)
  const value = key === 'code' ? text : text.toLowerCase().replaceAll(' ', '_')
  if (key === 'customer') return uuid.test(text) ? { key, value } : null
  if (key === 'run') return /^#?[1-9]\d{0,14}$/.test(text) ? { key, value: text.replace('#', '') } : null
  if (key === 'status') return runStatuses.some((status) => status === value) ? { key, value } : null
  return { key, value }
}

// A user id, or a run with its sign; a bare number could be a code as well, so it is left to the suggestions.
function bareTerm(text: string): FilterTerm | null {
  if (uuid.test(text)) return { key: 'customer', value: text.toLowerCase() }
  return /^#[1-9]\d{0,14}$/.test(text) ? { key: 'run', value: text.slice(1) } : null
}

/** The filter with these terms added. A run is opened, not filtered for. */
export function addTerms(filter: RunFilter, terms: readonly FilterTerm[]): RunFilter {
  return terms.reduce<RunFilter>((to, { key, value }) => {
    if (key === 'run') return to
    if (key === 'customer') return { ...to, customer: value }
    if (key === 'status') {
      const status = runStatuses.find((known): known is RunStatus => known === value)
      return status && !to.status.includes(status) ? { ...to, status: [...to.status, status] } : to
    }
    return to[key].includes(value) ? to : { ...to, [key]: [...to[key], value] }
  }, filter)
}
