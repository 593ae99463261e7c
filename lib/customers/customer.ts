import type { Purchase } from '@domain/context.ts'
import type { DesiredReason } from '@domain/decide.ts'
import type { CustomerStatus, DesiredState, HaltScope } from '@domain/states.ts'
import type { PaddleEvent } from '@/lib/paddle/event'
import type { Run } from '@/lib/runs/run'
import type { RunBehind } from '@/lib/runs/run-behind'
import type { Step } from '@/lib/runs/step'

/** A row of the ledger with its times. */
export type LedgerRow = Purchase & { purchased_at: string | null; released_at: string | null; lost_at: string | null; lost_code: string | null }

export type Hold = { mode: 'freeze' | 'paused' | 'released'; reason: string | null; createdAt: string; byId: string | null; by: string | null }
export type Halt = { scope: HaltScope | 'dispatch'; errorCode: string | null; haltedAt: string | null }
export type RolloutFacts = { enabled: boolean; reason: string; bucket: number; percentageBp: number; entriesPerMinute: number; changedAt: string | null; overrideReason: string | null }
export type Note = { id: number; staffId: string; staffName: string; body: string; createdAt: string; editedAt: string | null }

/** An alert that is not over, whoever it is about; `cause` is the rule that it follows from. */
export type OpenIncident = { id: number; rule: string; label: string; state: 'firing' | 'recovering'; since: string; owner: string | null; ownerId: string | null; cause: string | null }

/** What a staff member did to this customer, and what came of it. */
export type StaffDeed = {
  id: number
  staffId: string | null
  staffName: string | null
  action: string
  reason: string | null
  createdAt: string
  run: RunBehind | null
}

/** Everything that a customer's page shows, from one snapshot of the database. */
export type CustomerPage = {
  userId: string
  userExists: boolean
  email: string | null
  city: string | null
  state: string | null
  paddleCustomerId: string | null
  subscriptions: { id: string; tier_type: string | null; status: string | null }[]
  phoneNumbers: { id: string; provider: string | null; provider_number_id: string | null; e164_number: string; status: string | null }[]
  assistantId: string | null
  assistantStatus: string | null
  activated: boolean
  /** When the old system was given this customer, while it may still be buying. */
  handedOverAt: string | null
  /** Since when the old system has been asked to take this customer and has not; null when it is not being asked. */
  handoverAskedAt: string | null
  desired: DesiredState
  /** A word of DesiredReason, or one that this console does not know yet. */
  desiredReason: DesiredReason | (string & {})
  status: CustomerStatus
  reasonCode: string
  since: string | null
  updatedAt: string | null
  paidAt: string | null
  purchases: LedgerRow[]
  hold: Hold | null
  rollout: RolloutFacts
  integrity: { issue: string; detail: string; howToSettle: string } | null
  notes: Note[]
  actions: StaffDeed[]
  halts: Halt[]
  incidents: OpenIncident[]
  /** What Paddle said of this customer and could not be applied yet. */
  paddleEvents: PaddleEvent[]
  limits: { maxAttempts: number; providerTimeoutMs: number }
  /** How many runs there are; `runs` holds the newest. */
  total: number
  runs: Run[]
  steps: Step[]
}

/** The number that we intend to own or own for this customer. */
export function openPurchase(page: Pick<CustomerPage, 'purchases'>): LedgerRow | null {
  return page.purchases.find((row) => row.state === 'intended' || row.state === 'purchased' || row.state === 'recorded') ?? null
}

/** The product names another number for this customer than the one that we own for them. */
export function hasSecondNumber(page: Pick<CustomerPage, 'integrity'>): boolean {
  return page.integrity?.issue === 'second_number'
}

/** The run that is at work, else the one that waits its turn, else the one that will go again by itself. */
export function runUnderWay(page: Pick<CustomerPage, 'runs'>): Run | null {
  for (const status of ['processing', 'pending', 'retry_scheduled'] as const) {
    const found = page.runs.find((run) => run.status === status)
    if (found) return found
  }
  return null
}

/** The newest run that ended with an answer of its own. */
export function lastAnswer(page: Pick<CustomerPage, 'runs'>): Run | null {
  return page.runs.find((run) => run.status === 'succeeded' || run.status === 'failed' || run.status === 'skipped') ?? null
}
