/** A percentage that is being considered, and the version of the rollout that was on the screen when that began. */
export type Draft = { bp: number; version: number }

export type Direction = 'raise' | 'lower' | 'same'

/** Which way a draft would move the rollout. */
export function directionOf(draft: Draft, nowBp: number): Direction {
  if (draft.bp === nowBp) return 'same'
  return draft.bp > nowBp ? 'raise' : 'lower'
}

/** Why a draft cannot be saved now; null when it can. The database refuses the same. */
export function whyNot(o: { draft: Draft; nowBp: number; version: number; holding: boolean; mayChange: boolean }): string | null {
  if (!o.mayChange) return 'Off: only admins change the rollout.'
  if (o.draft.version !== o.version) return 'Off: the rollout changed while you were editing. Look at the preview again.'
  const direction = directionOf(o.draft, o.nowBp)
  if (direction === 'same') return 'Off: this is the percentage now.'
  if (direction === 'raise' && o.holding) return 'The guard is holding. Resume it before raising. Lowering is possible at any time and never takes a number away.'
  return null
}
