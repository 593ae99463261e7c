import type { FunnelRow } from './overview'

/** The steps of getting a number, as staff call them. */
export const stageWords = ['Paid or upgraded', 'Run started', 'Facts read', 'Number found', 'Number bought', 'Recorded', 'Linked to assistant', 'Link verified'] as const

export type Stage = { stage: number; passed: number; atWork: number; lost: number; p50: number | null }

/** Who passed a step, who was lost at it, and who is still there: the three add up to who passed the step before. */
export function funnelStages(rows: readonly FunnelRow[]): Stage[] {
  const byStage = rows.toSorted((a, b) => a.stage - b.stage)
  return byStage.map((row, index) => {
    const before = byStage[index - 1]?.reached ?? row.reached
    const lost = index === 0 ? 0 : row.lost
    return { stage: row.stage, passed: row.reached, lost, atWork: Math.max(0, before - row.reached - lost), p50: row.p50_ms }
  })
}
