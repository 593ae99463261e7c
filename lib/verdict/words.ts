import { sayDecision } from '@domain/decision-words.ts'
import type { DesiredReason } from '@domain/decide.ts'

/** Why nothing is to be done, as a sentence; also for a reason that this console does not know yet. */
export function untouchedWords(reason: string): string {
  if (reason === 'paid') return 'Nothing is to be done.'
  const words: string | undefined = sayDecision({ desired: 'untouched', reason: reason as DesiredReason })
  return words ?? 'Nothing is to be done.'
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** A small count as a word: four; larger ones as figures. */
export function countWord(count: number): string {
  return small[count] ?? String(count)
}
