import type { RunSource, RunStatus, StepProvider, TriggerAction } from '@domain/states.ts'

/** What narrows the runs besides time. An empty list does not filter. */
export type RunFilter = {
  status: readonly RunStatus[]
  action: readonly string[]
  step: readonly string[]
  provider: readonly string[]
  code: readonly string[]
  /** Sources, or ids of staff. */
  by: readonly string[]
  /** A user id. */
  customer: string | null
}

export const noFilter: RunFilter = { status: [], action: [], step: [], provider: [], code: [], by: [], customer: null }

export const facetKeys = ['status', 'action', 'step', 'provider', 'by'] as const
export type FacetKey = (typeof facetKeys)[number]

/** The words that a facet always shows, also when none match; others appear when there are some. */
export const facetWords: Record<FacetKey, readonly string[]> = {
  status: ['failed', 'retry_scheduled', 'pending', 'processing', 'succeeded', 'skipped', 'superseded'] satisfies RunStatus[],
  action: ['provision', 'check', 'retry', 'pause', 'release', 'relink'] satisfies TriggerAction[],
  step: ['search_numbers', 'buy_number', 'record_number', 'link_assistant'],
  provider: ['twilio', 'vapi', 'db'] satisfies StepProvider[],
  by: ['trigger', 'staff', 'sweep', 'drift'] satisfies RunSource[],
}

/** Adds a word to a list of the filter, or takes it away. */
export function toggleWord<Word extends string>(words: readonly Word[], word: Word): Word[] {
  return words.includes(word) ? words.filter((each) => each !== word) : [...words, word]
}

/** True when anything but the time narrows the runs. */
export function isNarrowed(filter: RunFilter): boolean {
  return filter.customer !== null || filter.code.length > 0 || facetKeys.some((key) => filter[key].length > 0)
}
