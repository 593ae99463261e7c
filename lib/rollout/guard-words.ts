import { formatCents, formatCount, formatRate } from '@/lib/format/count'
import type { GuardCondition, RolloutStatus } from './status'

export type ConditionWords = { label: string; ground: string; now: string; limit: string }

const labels: Record<GuardCondition['key'], string> = {
  failed_customers: 'Failed customers',
  twilio: 'Twilio errors',
  vapi: 'VAPI failures',
  halts: 'Halt-class codes',
  orphans: 'Orphaned numbers',
  spend: 'Spend per hour',
}

/** A condition as a row: what, on what ground, now, limit. */
export function describeCondition(condition: GuardCondition): ConditionWords {
  const { key, hits, total, least, needs, value, limit, minutes } = condition
  const label = minutes !== null && hits !== undefined ? `${labels[key]}, ${minutes} min` : labels[key]
  if (hits !== undefined) {
    const few = condition.verdict === 'not_enough_data'
    return {
      label,
      ground: few ? `Not enough data: needs ${needs ?? 0}` : `${formatCount(hits)} of ${formatCount(total ?? 0)}, at least ${formatRate(least ?? 0)}`,
      now: few ? `${hits} of ${total ?? 0}` : formatRate(value ?? 0),
      limit: formatRate(limit),
    }
  }
  if (key === 'spend') return { label, ground: `${formatCount(total ?? 0)} numbers`, now: formatCents(value ?? 0), limit: formatCents(limit) }
  const ground = key === 'halts' ? `Last ${minutes ?? 60} min` : 'Bought, but belonging to nobody'
  return { label, ground, now: formatCount(value ?? 0), limit: formatCount(limit) }
}

/** The guard's sentence, and what it means. */
export function describeGuard({ guard }: RolloutStatus): { sentence: string; meaning: string } {
  if (guard.state === 'holding') {
    const qualified = guard.held === 1 ? '1 customer has qualified since; they wait' : `${formatCount(guard.held)} customers have qualified since; they wait`
    return {
      sentence: guard.reason ?? 'New customers stopped entering.',
      meaning: `${guard.held === 0 ? 'Nobody has qualified since' : `${qualified} and nothing is lost`}. Only a person can resume.`,
    }
  }
  const over = guard.conditions.filter((condition) => condition.verdict === 'breached')
  if (over[0]) {
    const { label, limit } = describeCondition(over[0])
    const others = over.length === 1 ? '' : ` So ${over.length === 2 ? 'is another condition' : `are ${over.length - 1} other conditions`}.`
    return { sentence: `${label}: over the limit of ${limit}.`, meaning: `No rollout is under way, so nobody is held.${others}` }
  }
  const watches = guard.acts ? '' : ' No rollout is under way, so it only watches.'
  if (guard.state === 'healthy') return { sentence: 'The rollout is healthy.', meaning: `Every condition with enough data is within its limit.${watches}` }
  const needs = guard.conditions.find((condition) => condition.key === 'failed_customers')
  return {
    sentence: 'Not enough data to judge the rollout.',
    meaning: `It needs ${needs?.needs ?? 5} customers with a final outcome within ${needs?.minutes ?? 60} min; ${needs?.total ?? 0} so far.${watches}`,
  }
}
