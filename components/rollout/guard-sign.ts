import { guardSigns, type Sign } from '@/components/status/vocabulary'
import type { RolloutStatus } from '@/lib/rollout/status'

const overLimit: Sign = { word: 'Over a limit', tone: 'caution', shape: 'half-diamond' }

type Guard = Pick<RolloutStatus['guard'], 'state'> & { conditions: readonly Pick<RolloutStatus['guard']['conditions'][number], 'verdict'>[] }

/** What a sign of the guard rests on. */
export type Guarded = { guard: Guard }

/** The guard's verdict as a sign. Where no rollout is under way it holds nobody, but what is over its limit is said. */
export function guardSign({ guard }: Guarded): Sign {
  const isOver = guard.state !== 'holding' && guard.conditions.some((condition) => condition.verdict === 'breached')
  return isOver ? overLimit : guardSigns[guard.state]
}
