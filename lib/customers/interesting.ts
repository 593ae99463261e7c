import { hasEnded, type Run } from '@/lib/runs/run'

/** Whether a run's steps are shown without asking: what is under way, the newest, and what has failed since the last success. */
export function isInteresting(run: Run, runs: readonly Run[]): boolean {
  const newest = runs.find((other) => other.status !== 'superseded')
  if (!hasEnded(run.status) || newest?.id === run.id) return true
  const success = runs.findIndex((other) => other.status === 'succeeded')
  const index = runs.findIndex((other) => other.id === run.id)
  return (run.status === 'failed' || run.failures > 0) && index < 4 && (success === -1 || index < success)
}
