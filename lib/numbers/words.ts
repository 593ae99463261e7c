import { formatDuration } from '@/lib/format/duration'
import { voiceSentence } from './by-hand'
import { faultyClasses, type ListedNumber, type NumberClass, type NumberFix, type NumberUse } from './number'

/** What each use means, in the present, at most 56 characters. */
export const sentenceOfUse: Record<NumberUse, string> = {
  orphaned: 'Paid for, but nobody has it; the sweep gives it back.',
  unlinked: 'Nothing answers it: no assistant is linked yet.',
  unsettled: 'Being bought right now.',
  releasing: 'Being given back right now.',
  paused: 'Kept for the customer; nothing answers it, by intent.',
  answering: 'The customer’s assistant answers it.',
  released: 'Given back to Twilio.',
  lost: 'Never ours: Twilio refused the purchase.',
}

/** What each class means. */
export const sentenceOfClass: Record<NumberClass, string> = {
  orphan: 'Twilio bills it under our tag; our ledger has no row.',
  zombie: 'The subscription is over and nobody is releasing it.',
  ghost: 'Our ledger says owned; Twilio does not have it.',
  half_linked: 'Bought and recorded, but VAPI does not know it.',
  deaf: 'VAPI has no assistant on it; calls hang up.',
  drifted: 'Another assistant answers it than ours says.',
  twin: 'More than one number, or more than one user.',
  orphan_import: 'Left over at VAPI; Twilio has no such number.',
  unsure: 'It does not agree yet; the next comparison tells.',
  healthy: 'Twilio, VAPI and our ledger agree.',
  foreign: 'No tag of ours; it is counted and left alone.',
}

const sentenceOfDetail: Record<string, string> = {
  'orphan/unrecorded': 'Bought, but never written down for the customer.',
  'deaf/blocked': 'VAPI has blocked it; nobody can call it.',
  'deaf/deleted': 'Its assistant was deleted at VAPI; calls hang up.',
  'twin/rows': 'Our rows give it, or its customer, more than one.',
  'twin/imports': 'It is imported at VAPI more than once.',
  'unsure/moving': 'It moved since the comparison; the next one tells.',
  'foreign/host_row': 'A row outside our ledger holds it; left alone.',
  'healthy/unlinked': 'All agree that nothing answers it now.',
}

/** What is so with a number, in one sentence of at most 56 characters. */
export function numberSentence(number: Pick<ListedNumber, 'class' | 'detail' | 'use' | 'adopted' | 'voice_host' | 'voice_overridden'>, by: 'class' | 'use'): string {
  // What the ledger believes is not said of a number of which the providers say otherwise.
  const believed = number.class === null || !faultyClasses.some((word) => word === number.class)
  if (number.class === null || (by === 'use' && believed)) {
    if (number.use === 'answering' && number.adopted) return 'Answers; found after a lost answer, not bought twice.'
    return number.use ? sentenceOfUse[number.use] : ''
  }
  if (number.class === 'drifted' && number.detail === 'voice') return voiceSentence(number)
  return sentenceOfDetail[`${number.class}/${number.detail ?? ''}`] ?? sentenceOfClass[number.class]
}

/** The button: verb and object, and "…" where it asks something first. */
export const fixLabels: Record<NumberFix, string> = {
  adopt: 'Adopt',
  give_back: 'Give back…',
  remove_import: 'Remove import…',
  release: 'Release…',
  relink: 'Relink',
  check: 'Check first',
  open_twilio: 'How to mend…',
  new_assistant: 'How to mend…',
  open_customer: 'Open customer',
}

/** What a refused press says first. */
export const fixNotDone: Record<NumberFix, string> = {
  adopt: 'Not adopted',
  give_back: 'Not given back',
  remove_import: 'Not removed',
  release: 'Not released',
  relink: 'Not relinked',
  check: 'Not checked',
  open_twilio: 'Not opened',
  new_assistant: 'Not opened',
  open_customer: 'Not opened',
}

/** Why a finding waits before it is called one. */
export function patienceWords(o: { confirm_sightings: number; confirm_minutes: number }): string {
  return `A number is judged once ${o.confirm_sightings} comparisons in a row and ${formatDuration(o.confirm_minutes * 60_000)} say the same, so that one being bought or released is never accused.`
}
