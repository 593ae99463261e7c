import type { StepName } from '@domain/states.ts'

const sequences: readonly (readonly StepName[])[] = [
  ['search_numbers', 'record_intent', 'buy_number', 'record_purchase', 'record_number', 'link_assistant', 'verify_link'],
  ['unlink_assistant', 'verify_link'],
  ['begin_release', 'remove_import', 'release_number', 'finish_release'],
]

/** What is still to come after the step at work, when all goes well. */
export function comingSteps(current: string): readonly StepName[] {
  for (const sequence of sequences) {
    const index = sequence.findIndex((step) => step === current)
    if (index !== -1) return sequence.slice(index + 1)
  }
  return []
}
