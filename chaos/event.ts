/** What a billing event does to a customer's current subscription. */
export const billingChanges = ['upgrade', 'other_tier', 'downgrade', 'cancel', 'expire', 'past_due', 'trial', 'pause', 'garble', 'replace'] as const
export type BillingChange = (typeof billingChanges)[number]

/** How the nudge of a change travels. */
export type Delivery = 'as usual' | 'dropped' | 'doubled' | 'late'

export const staffAsks = ['retry', 'provision', 'pause', 'resume', 'release', 'relink', 'check', 'hold', 'unhold'] as const
export type StaffAsk = (typeof staffAsks)[number]

/** One thing that happens, `at` so many milliseconds after the start. */
export type ChaosEvent = { at: number } & (
  | { kind: 'billing'; user: number; change: BillingChange; delivery: Delivery }
  | { kind: 'bulk'; users: number[]; change: 'upgrade' | 'downgrade' }
  | { kind: 'assistant'; user: number; present: boolean }
  | { kind: 'delete_row'; user: number }
  | { kind: 'delete_user'; user: number }
  | { kind: 'staff'; user: number; ask: StaffAsk; staff: number }
  | { kind: 'fault'; fault: string; times: number }
  | { kind: 'kill'; name: 'phone-number-provision' | 'vapi-number-update' }
  | { kind: 'lose_queue' }
  | { kind: 'old_nudges'; count: number }
)
