import type { DesiredState, PurchaseState, RunSource, TriggerAction } from './states.ts'

/** A row of the ledger, as a run sees it. */
export type Purchase = {
  id: number
  state: PurchaseState
  e164_number: string
  tag: string
  provider_number_id: string | null
  adopted: boolean
  release_after: string | null
  release_requested_at: string | null
  vapi_phone_number_id: string | null
  assistant_id: string | null
  linked_at: string | null
  /** When the link was last seen at VAPI; null beside an assistant means that what VAPI does is uncertain. */
  verified_at: string | null
  /** How a run failed with this number, until one has looked and succeeded. Absent from a database that is older than this function. */
  failed_code?: string | null
  intended_at: string
  /** When Twilio may last have been asked for an intended number without our having seen the answer. */
  asked_at?: string | null
}

/** A released number whose import may have come to life at VAPI after it was removed there. */
export type ReleasedImport = Pick<Purchase, 'id' | 'e164_number' | 'provider_number_id'>

/** The facts of one user, all from one snapshot of the database. */
export type RunContext = {
  user_exists: boolean
  profile: { id: string; paddle_customer_id: string | null; email: string | null; city: string | null; state: string | null } | null
  subscriptions: Array<{ id: string; tier_type: string | null; status: string | null }>
  phone_numbers: Array<{ id: string; provider: string | null; provider_number_id: string | null; e164_number: string; status: string | null }>
  user_settings: { vapi_assistant_id: string | null; assistant_provisioning_status: string | null } | null
  purchases: Purchase[]
  /** Absent from a database that is older than this function. */
  released_imports?: ReleasedImport[]
  hold: { mode: 'freeze' | 'paused' | 'released'; reason: string | null } | null
  rollout: { enabled: boolean; reason: string; bucket: number }
  /** When the old system took this customer, while that still counts; null when it may not be buying any more. */
  handed_over_at: string | null
  /** The old system was asked and has not said whether it took them. */
  handover_open: boolean
  integrity_issue: string | null
  release_grace_seconds: number
  activated: boolean
  now: string
  desired: DesiredState
  desired_reason: string
}

/** Durations in milliseconds. */
export type Budget = { lease_ms: number; attempt_ms: number; provider_timeout_ms: number; max_candidates: number; max_attempts: number }

export type ClaimedRun = {
  id: number
  attempt: number
  failures: number
  user_id: string
  action: TriggerAction
  source: RunSource
  reason: string | null
  created_at: string
}

/** `resumed_at`: when an admin last let go on what stood still; null for never, absent from a database that is older than this function. */
export type Claim =
  | { claimed: true; run: ClaimedRun; budget: Budget; context: RunContext; resumed_at?: string | null }
  | { claimed: false; reason: string; scope?: string; run_id: number }

/** A purchase that we own or are about to. */
export function isOpen(purchase: { state: PurchaseState }): boolean {
  return purchase.state === 'intended' || purchase.state === 'purchased' || purchase.state === 'recorded'
}
