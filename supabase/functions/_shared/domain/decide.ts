import { isOpen, type RunContext } from './context.ts'
import type { DesiredState } from './states.ts'

/** Why a user should have what they should have. */
export type DesiredReason =
  | 'paid'
  | 'not_in_rollout'
  | 'guard_holding'
  | 'handed_over'
  | 'not_activated'
  | 'no_subscription'
  | 'conflicting_subscriptions'
  | 'unknown_status'
  | 'unknown_tier'
  | 'paused_subscription'
  | 'free_tier'
  | 'cancelled'
  | 'expired'
  | 'user_deleted'
  | 'hold_freeze'
  | 'hold_paused'
  | 'hold_released'
  | 'legacy_number'
  | 'other_provider'
  | 'integrity_issue'

export type Decision = { desired: DesiredState; reason: DesiredReason }

/** What the decision rests on. */
export type Facts = Pick<
  RunContext,
  'user_exists' | 'subscriptions' | 'phone_numbers' | 'hold' | 'rollout' | 'handed_over_at' | 'integrity_issue' | 'activated'
> & { purchases: Array<Pick<RunContext['purchases'][number], 'state' | 'provider_number_id'>> }

type SubscriptionVerdict = Extract<
  DesiredReason,
  'paid' | 'paused_subscription' | 'free_tier' | 'cancelled' | 'expired' | 'unknown_tier' | 'unknown_status'
>

// `trim` would take more for space than the SQL twin does, and the two would decide differently.
const spaceAround = /^[ \t\n\v\f\r\u00a0\ufeff]+|[ \t\n\v\f\r\u00a0\ufeff]+$/g

function bareWord(text: string | null): string {
  return text?.replace(spaceAround, '').toLowerCase() ?? ''
}

/** What one subscription row asks for; the SQL twin is private.subscription_verdict. */
export function subscriptionVerdict(tier: string | null, status: string | null): SubscriptionVerdict {
  const t = bareWord(tier)
  const s = bareWord(status)
  if (t === '') return 'unknown_tier'
  if (s === 'cancelled' || s === 'canceled') return 'cancelled'
  if (s === 'expired') return 'expired'
  if (!['active', 'trialing', 'past_due', 'paused'].includes(s)) return 'unknown_status'
  if (t === 'free') return 'free_tier'
  return s === 'paused' ? 'paused_subscription' : 'paid'
}

/**
 * What a user should have: the one decision of the engine. Pure; private.desired_state says the same in SQL, and shared vectors
 * keep the two equal. Taking away needs positive evidence: whatever is not known leaves the user untouched.
 */
export function decide(facts: Facts): Decision {
  const owned = facts.purchases.some(isOpen)
  return guarded(facts, owned) ?? entitled(facts, owned)
}

// What stands above any subscription.
function guarded(facts: Facts, owned: boolean): Decision | null {
  if (facts.hold?.mode === 'freeze') return untouched('hold_freeze')
  if (!facts.user_exists) return owned ? { desired: 'released', reason: 'user_deleted' } : untouched('user_deleted')
  if (facts.integrity_issue !== null) return untouched('integrity_issue')
  if (facts.phone_numbers.some((number) => number.provider?.toLowerCase() !== 'twilio')) return untouched('other_provider')
  const ours = new Set(facts.purchases.map((purchase) => purchase.provider_number_id))
  if (facts.phone_numbers.some((number) => number.provider_number_id === null || !ours.has(number.provider_number_id))) return untouched('legacy_number')
  if (!facts.activated) return untouched('not_activated')
  if (facts.hold?.mode === 'released') return owned ? { desired: 'released', reason: 'hold_released' } : untouched('hold_released')
  if (facts.hold?.mode === 'paused') return owned ? { desired: 'paused', reason: 'hold_paused' } : untouched('hold_paused')
  return null
}

function entitled(facts: Facts, owned: boolean): Decision {
  const verdicts = new Set(facts.subscriptions.map((row) => subscriptionVerdict(row.tier_type, row.status)))
  const [verdict] = verdicts
  if (!verdict) return untouched('no_subscription')
  if (verdicts.size > 1) {
    // The best entitlement wins for keeping, and only for keeping.
    return owned && verdicts.has('paid') ? { desired: 'assigned', reason: 'paid' } : untouched('conflicting_subscriptions')
  }
  switch (verdict) {
    case 'unknown_tier':
    case 'unknown_status':
      return untouched(verdict)
    case 'paid':
      return owned ? { desired: 'assigned', reason: 'paid' } : entering(facts)
    case 'cancelled':
    case 'expired':
      return owned ? { desired: 'released', reason: verdict } : untouched(verdict)
    case 'free_tier':
    case 'paused_subscription':
      return owned ? { desired: 'paused', reason: verdict } : untouched(verdict)
  }
}

// Only acquiring is gated; a customer whom the old system was just given may get a number there.
function entering(facts: Facts): Decision {
  if (facts.rollout.reason === 'guard_holding') return untouched('guard_holding')
  if (!facts.rollout.enabled) return untouched('not_in_rollout')
  return facts.handed_over_at === null ? { desired: 'assigned', reason: 'paid' } : untouched('handed_over')
}

function untouched(reason: DesiredReason): Decision {
  return { desired: 'untouched', reason }
}
