import { pick } from './random.ts'

/** A current subscription of a demo customer. */
export type Subscription = { userId: string; tier: string; status: string }

/** One thing that happens to a customer. */
export type TrafficEvent =
  | { kind: 'sign_up' }
  | { kind: 'upgrade' | 'downgrade' | 'cancel' | 'return'; userId: string; tier?: string; status?: string }

const paidTiers = ['starter', 'pro', 'business'] as const
// Beyond this many the demo only moves the customers it has.
const mostCustomers = 400

const weights = [
  ['upgrade', 40],
  ['sign_up', 25],
  ['downgrade', 15],
  ['cancel', 12],
  ['return', 8],
] as const

/** Chooses what happens next; falls back to a sign-up when nobody fits. */
export function chooseEvent(random: () => number, all: Subscription[]): TrafficEvent {
  const kind = chooseKind(random)
  const candidates = all.filter((one) => fits(kind, one))
  if (kind === 'sign_up' && all.length < mostCustomers) return { kind }
  if (candidates.length === 0) return all.length < mostCustomers ? { kind: 'sign_up' } : chooseAny(random, all)
  return change(random, kind, pick(random, candidates).userId)
}

function chooseKind(random: () => number): (typeof weights)[number][0] {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random() * total
  for (const [kind, weight] of weights) {
    left -= weight
    if (left < 0) return kind
  }
  return 'upgrade'
}

function fits(kind: TrafficEvent['kind'], one: Subscription): boolean {
  const gone = one.status === 'cancelled' || one.status === 'expired'
  if (kind === 'upgrade') return !gone && one.tier === 'free'
  if (kind === 'downgrade' || kind === 'cancel') return !gone && one.tier !== 'free'
  return kind === 'return' && gone
}

function change(random: () => number, kind: TrafficEvent['kind'], userId: string): TrafficEvent {
  if (kind === 'upgrade') return { kind, userId, tier: pick(random, paidTiers) }
  if (kind === 'downgrade') return { kind, userId, tier: 'free' }
  if (kind === 'cancel') return { kind, userId, status: random() < 0.8 ? 'cancelled' : 'expired' }
  return { kind: 'return', userId, tier: pick(random, paidTiers), status: 'active' }
}

function chooseAny(random: () => number, all: Subscription[]): TrafficEvent {
  const one = pick(random, all)
  const kind = (['upgrade', 'downgrade', 'return'] as const).find((each) => fits(each, one)) ?? 'cancel'
  return change(random, kind, one.userId)
}
