import type { Decision, DesiredReason } from './decide.ts'

const untouchedWords: Record<DesiredReason, string> = {
  paid: 'Paid.',
  not_in_rollout: 'Paid, but not in the rollout yet.',
  guard_holding: 'Paid, but the guard lets nobody in just now.',
  handed_over: 'The old system was given this customer and may buy.',
  not_activated: 'Switchboard only watches until an admin activates it.',
  no_subscription: 'No current subscription, so nothing is decided.',
  conflicting_subscriptions: 'Two current subscriptions disagree; nothing changes.',
  unknown_status: 'The subscription’s status is unknown; nothing changes.',
  unknown_tier: 'The subscription names no tier; nothing changes.',
  paused_subscription: 'The subscription is paused and there is no number.',
  free_tier: 'Free tier: nothing to do.',
  cancelled: 'Cancelled, and no number is left.',
  expired: 'Expired, and no number is left.',
  user_deleted: 'The account is gone and no number is left.',
  hold_freeze: 'Staff put this customer on hold: nothing is done.',
  hold_paused: 'Paused by staff; there is no number.',
  hold_released: 'Released by staff; no number is left.',
  legacy_number: 'The old system bought this number; it stays there.',
  other_provider: 'The number is at another provider and is left alone.',
  integrity_issue: 'The customer’s rows contradict each other; settle them.',
}

const pausedWords: Partial<Record<DesiredReason, string>> = {
  free_tier: 'Downgraded to free: the number is kept, nobody answers.',
  paused_subscription: 'The subscription is paused; the number is kept.',
  hold_paused: 'Paused by staff; the number is kept.',
}

const releasedWords: Partial<Record<DesiredReason, string>> = {
  cancelled: 'Cancelled: the number is given back.',
  expired: 'Expired: the number is given back.',
  user_deleted: 'The account was deleted: its number is given back.',
  hold_released: 'Released by staff: the number is given back.',
}

/** One sentence that a support agent understands, at most 56 characters. */
export function sayDecision({ desired, reason }: Decision): string {
  switch (desired) {
    case 'assigned':
      return 'Paid: the customer gets and keeps a number.'
    case 'paused':
      return pausedWords[reason] ?? untouchedWords[reason]
    case 'released':
      return releasedWords[reason] ?? untouchedWords[reason]
    case 'untouched':
      return untouchedWords[reason]
  }
}
