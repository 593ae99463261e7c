import type { HaltScope } from '../states.ts'

/** Who must mend it. */
export type Fault = 'us' | 'twilio' | 'vapi' | 'customer' | 'compliance'

/**
 * What the engine does by itself. `yes` goes again, `other_number` takes the next candidate, `check_first` looks before it repeats,
 * `no` waits for a person, `halt` stops everybody who needs the same thing.
 */
export type RetryClass = 'yes' | 'other_number' | 'check_first' | 'no' | 'halt'

/**
 * What is known of an error. `reason` is the sentence of a list (at most 56 characters), `verdict` the one at the top of a page
 * (at most 90), `staff` says what to do, `customer` is ready to paste; null where the customer notices nothing.
 */
export type CatalogueEntry = {
  reason: string
  verdict: string
  fault: Fault
  retry: RetryClass
  haltScope?: HaltScope
  staff: string
  customer: string | null
}

/** An entry without its sentences: what a group of codes has in common. */
export type Treatment = Omit<CatalogueEntry, 'reason' | 'verdict'>

export const delayedByUs = 'Your number is delayed on our side. You do not need to do anything, and you will not be charged twice.'
export const delayedByProvider = 'Your number is delayed on our phone provider’s side. You do not need to do anything, and you will not be charged twice.'
export const lookingIntoIt = 'We are looking into what delays your number and will write to you. You will not be charged twice.'
