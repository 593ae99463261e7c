export type RolloutReason = 'kill_switch' | 'not_activated' | 'allow' | 'deny' | 'percentage' | 'guard_holding' | 'outside_percentage'

/** 0 to 9999: the first 32 bits of SHA-256(`flag:user`) modulo 10,000. private.rollout_bucket computes the same. */
export async function rolloutBucket(flag: string, userId: string): Promise<number> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${flag}:${userId}`))
  return new DataView(digest).getUint32(0) % 10_000
}

/**
 * Kill switch, then whether we act at all, then deny or allow, then percentage in basis points (0 to 10,000), which the guard may hold. Raising never drops a user.
 * private.rollout_verdict says the same.
 */
export function rolloutVerdict(o: {
  kill: boolean
  activated: boolean
  override: 'allow' | 'deny' | null
  holding: boolean
  bucket: number
  percentageBp: number
}): { enabled: boolean; reason: RolloutReason } {
  if (o.kill) return { enabled: false, reason: 'kill_switch' }
  if (!o.activated) return { enabled: false, reason: 'not_activated' }
  if (o.override) return { enabled: o.override === 'allow', reason: o.override }
  if (o.bucket >= o.percentageBp) return { enabled: false, reason: 'outside_percentage' }
  return o.holding ? { enabled: false, reason: 'guard_holding' } : { enabled: true, reason: 'percentage' }
}
