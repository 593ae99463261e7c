import { guardSigns, type Sign } from '@/components/status/vocabulary'
import type { RolloutStatus } from '@/lib/rollout/status'

const overLimit: Sign = { word: 'Over a limit', tone: 'caution', shape: 'half-diamond' }

/** The guard's verdict as a sign. Where no rollout is under way it holds nobody, but what is over its limit is said. */
export function guardSign({ guard }: RolloutStatus): Sign {
  const isOver = guard.state !== 'holding' && guard.conditions.some((condition) => condition.verdict === 'breached')
  return isOver ? overLimit : guardSigns[guard.state]
}
