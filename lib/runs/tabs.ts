import type { RunStatus } from '@domain/states.ts'
import type { RunFilter } from './filter'

/** The ways to look at the runs; each is a filter with a count. */
export const runTabs = ['all', 'failed', 'again', 'work', 'staff'] as const
export type RunTab = (typeof runTabs)[number]

export const runTabLabels: Record<RunTab, string> = {
  all: 'All',
  failed: 'Failed',
  again: 'Will go again',
  work: 'At work',
  staff: 'By staff',
}

type TabFilter = { status: readonly RunStatus[]; by: readonly string[] }

/** What a tab sets; everything else of the filter stays as it is. */
export const runTabFilters: Record<RunTab, TabFilter> = {
  all: { status: [], by: [] },
  failed: { status: ['failed'], by: [] },
  again: { status: ['retry_scheduled'], by: [] },
  work: { status: ['pending', 'processing'], by: [] },
  staff: { status: [], by: ['staff'] },
}

/** The tab that a filter amounts to; null when the facets say something else. */
export function tabOf(filter: Pick<RunFilter, 'status' | 'by'>): RunTab | null {
  return runTabs.find((tab) => sameWords(runTabFilters[tab].status, filter.status) && sameWords(runTabFilters[tab].by, filter.by)) ?? null
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word) => b.includes(word))
}
