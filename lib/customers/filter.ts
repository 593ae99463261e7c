import { customerStatuses, type CustomerStatus } from '@domain/states.ts'

/** The facets of the customers, in the order of the page. */
export const customerFacets = ['retry', 'fault', 'reason', 'tier', 'listed', 'waiting', 'status'] as const
export type CustomerFacet = (typeof customerFacets)[number]

/** What a customer may wait for before anything goes on. */
export const waits = ['person', 'assistant', 'run', 'retry', 'twilio', 'vapi', 'guard', 'turn', 'stop'] as const

/** What the list is narrowed to. An empty list does not filter; the text never gets into the address. */
export type CustomerFilter = Record<CustomerFacet, readonly string[]> & { text: string }

export const customerSorts = ['waiting', 'newest', 'email', 'email_down'] as const
export type CustomerSort = (typeof customerSorts)[number]

export type CustomerCounts = { total: number; facets: Record<CustomerFacet, Readonly<Record<string, number>>> }

/** A shorter text would fit nearly everybody and has no index. */
export const shortestText = 3

export const noCustomerFilter: CustomerFilter = { retry: [], fault: [], reason: [], tier: [], listed: [], waiting: [], status: [], text: '' }

/** The words that a facet always shows, also with nobody behind them. */
export const fixedWords: Partial<Record<CustomerFacet, readonly string[]>> = {
  retry: ['safe', 'check_first', 'useless'],
  fault: ['twilio', 'us', 'vapi', 'compliance', 'customer'],
  listed: ['percentage', 'allow', 'deny'],
  waiting: waits,
  status: customerStatuses,
}

export const customerTabs = ['needs_attention', 'being_set_up', 'on_hold', 'working', 'all'] as const satisfies readonly (CustomerStatus | 'all')[]
export type CustomerTab = (typeof customerTabs)[number]

/** The tab that a choice of statuses is; null when it is none. */
export function tabOfStatuses(status: readonly string[]): CustomerTab | null {
  if (status.length === 0) return 'all'
  return status.length === 1 ? (customerTabs.find((tab) => tab === status[0]) ?? null) : null
}

/** How many customers a tab leads to, everything else left as it is. */
export function countOfTab(tab: CustomerTab, counts: CustomerCounts): number {
  if (tab === 'all') return Object.values(counts.facets.status).reduce((sum, count) => sum + count, 0)
  return counts.facets.status[tab] ?? 0
}

/** The filter as the database takes it. */
export function toQuery(filter: CustomerFilter): Record<string, string[] | string> {
  const text = filter.text.trim()
  const words = customerFacets.flatMap((facet) => (filter[facet].length > 0 ? [[facet, [...filter[facet]]] as const] : []))
  return { ...Object.fromEntries(words), ...(text.length >= shortestText && { text }) }
}

/** True when more than the status narrows the list. */
export function isNarrowed(filter: CustomerFilter): boolean {
  return Object.keys(toQuery({ ...filter, status: [] })).length > 0
}

export function toggleWord(words: readonly string[], word: string): string[] {
  return words.includes(word) ? words.filter((each) => each !== word) : [...words, word]
}
