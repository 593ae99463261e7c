import type { RunStatus } from '@domain/states.ts'

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

/** The statuses of a tab; null where the status does not matter. */
export const runTabStatuses: Record<RunTab, readonly RunStatus[] | null> = {
  all: null,
  failed: ['failed'],
  again: ['retry_scheduled'],
  work: ['pending', 'processing'],
  staff: null,
}
