import type { HaltScope } from '../states.ts'

/** Who must mend it. */
export type Fault = 'us' | 'twilio' | 'vapi' | 'customer' | 'compliance'

/**
 * What the engine does by itself. `yes` goes again, `other_number` takes the next candidate, `check_first` looks before it repeats,
 * `no` waits for a person, `halt` stops everybody who needs the same thing.
 */
export type RetryClass = 'yes' | 'other_number' | 'check_first' | 'no' | 'halt'

/** What is known of an error. `reason` has at most 56 characters, `staff` says what to do, `customer` is ready to paste. */
export type CatalogueEntry = {
  reason: string
  fault: Fault
  retry: RetryClass
  haltScope?: HaltScope
  staff: string
  customer: string | null
}

export const delayedByUs = 'Your number is delayed on our side. You do not need to do anything, and you will not be charged twice.'
export const delayedByProvider = 'Your number is delayed on our phone provider’s side. You do not need to do anything, and you will not be charged twice.'
export const lookingIntoIt = 'We are looking into what delays your number and will write to you. You will not be charged twice.'
