import type { Fault, RetryClass } from '@domain/error-catalogue.ts'
import type { CustomerStatus } from '@domain/states.ts'
import type { OpenIncident } from '@/lib/customers/customer'
import type { Availability } from '@/lib/verdict/availability'

/** What staff can do to a customer. `provision` starts from nothing: for the first time, or again after a release. */
export const customerActions = ['check', 'retry', 'provision', 'relink', 'pause', 'resume', 'hold', 'unhold', 'release'] as const
export type CustomerAction = (typeof customerActions)[number]

/** Whether going again is safe, unwise before a look, pointless, or not needed. */
export type RetryVerdict = 'safe' | 'check_first' | 'useless' | 'not_needed'

export type Primary = CustomerAction | 'copy_reply'

/** What is so, whose fault it is, what to do, and what to say: the answer at the top of a customer. */
export type Judgement = {
  /** One sentence of at most 90 characters, no code, no blame. */
  sentence: string
  detail: string | null
  code: string | null
  /** Who must mend it; null when nobody must. */
  fault: Fault | null
  faultMore: string
  retry: RetryVerdict
  retryMore: string
  primary: Primary
  /** Ready to paste: promises only what we do, names no vendor and no code. */
  reply: string
}

/** Whom an action has to ask. */
export type Needed = 'twilio' | 'vapi'

/** What a caller notices, and since when. */
export type Effect = { words: string; more: string | null; since: string | null }

export type Verdict = Judgement & {
  status: CustomerStatus
  /** Stands beside the status, before how long it has been so: "Without a number for". */
  lead: { words: string; since: string | null }
  effect: Effect
  actions: Record<CustomerAction, Availability>
  /** Provision takes back a release whose number is still there. */
  takesBack: boolean
  /** The providers that an action asks first: while one is down, its button says so. */
  needs: Record<CustomerAction, readonly Needed[]>
  /** What fires and explains this: it is not only this customer. */
  incidents: readonly OpenIncident[]
  /** Why something that one would look for is off; null when nothing needs saying. */
  note: string | null
  /** The run that holds this customer now. */
  atWork: number | null
}

/**
 * What the catalogue's class means to the person who would press, where the ledger holds no buy of unknown outcome. Such a buy makes it
 * `check_first` whatever the code is: the page's verdict looks into the ledger, lists take it from the read model.
 */
export const retryVerdicts: Record<RetryClass, 'safe' | 'useless'> = { yes: 'safe', other_number: 'safe', check_first: 'safe', no: 'useless', halt: 'useless' }

export const retryMore: Record<RetryVerdict, string> = {
  safe: 'A retry cannot pay twice',
  check_first: 'A retry could buy a second number',
  useless: 'It fails the same way until the cause is mended',
  not_needed: 'Nothing has to be repeated',
}
