import { stopSign, watchSign, type Sign } from '@/components/status/vocabulary'
import type { RolloutStatus } from '@/lib/rollout/status'
import { guardSign, type Guarded } from './guard-sign'

/** The sign beside the rollout's share. The guard's word is said to be the guard's: a provider may be degraded while it finds the rollout healthy. */
export function barSign(status: Pick<RolloutStatus, 'stopped' | 'activated_at'> & Guarded): Sign {
  if (status.stopped !== 'nothing') return stopSign
  if (status.activated_at === null) return watchSign
  const sign = guardSign(status)
  return { ...sign, word: `Guard: ${sign.word.toLowerCase()}` }
}
