import { runSources, runStatuses, stepProviders, triggerActions } from '@domain/states.ts'
import { formatWord } from '@/lib/format/words'
import type { FacetKey } from '@/lib/runs/filter'
import type { FilterKey } from '@/lib/runs/filter-text'
import { actionLabels, providerLabels, sourceLabels } from './words'

export const facetTitles: Record<FacetKey, string> = { status: 'Status', action: 'Action', step: 'Step that failed', provider: 'Provider', by: 'By' }

export const filterNames: Record<FilterKey, string> = { ...facetTitles, code: 'Code', customer: 'Customer', run: 'Run' }

const statusWords: Record<(typeof runStatuses)[number], string> = {
  pending: 'Queued',
  processing: 'Running',
  retry_scheduled: 'Retry scheduled',
  succeeded: 'Succeeded',
  failed: 'Failed',
  skipped: 'Skipped',
  superseded: 'Superseded',
}

const stepWords: Record<string, string> = {
  search_numbers: 'Search',
  buy_number: 'Buy',
  record_number: 'Record',
  record_purchase: 'Record purchase',
  record_intent: 'Write intent',
  link_assistant: 'Link',
  unlink_assistant: 'Unlink',
  look_up_number: 'Look up',
  release_number: 'Give back',
  remove_import: 'Remove import',
  hand_over: 'Hand over',
}

/** A word of a facet as staff read it; one that this console does not know keeps its own name. */
export function facetWord(key: FacetKey, word: string, names: Readonly<Record<string, string>> = {}): string {
  switch (key) {
    case 'status':
      return statusWords[runStatuses.find((known) => known === word) ?? 'pending']
    case 'action':
      return labelOf(triggerActions, actionLabels, word)
    case 'provider':
      return labelOf(stepProviders, providerLabels, word)
    case 'step':
      return stepWords[word] ?? formatWord(word)
    case 'by':
      return names[word] ?? labelOf(runSources, sourceLabels, word)
  }
}

function labelOf<Word extends string>(known: readonly Word[], labels: Record<Word, string>, word: string): string {
  const found = known.find((each) => each === word)
  return found ? labels[found] : formatWord(word)
}
