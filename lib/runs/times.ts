import { hasEnded, type Run } from './run'

type Timed = Pick<Run, 'status' | 'createdAt' | 'claimedAt' | 'finishedAt' | 'workMs'>

/** How long a run has been worked on until now. */
export function workingMs(run: Timed, now: number): number {
  if (run.status !== 'processing' || !run.claimedAt) return run.workMs
  return run.workMs + Math.max(0, now - Date.parse(run.claimedAt))
}

/** How long a run has waited, in the queue and between attempts. */
export function waitedMs(run: Timed, now: number): number {
  const end = hasEnded(run.status) && run.finishedAt ? Date.parse(run.finishedAt) : now
  return Math.max(0, end - Date.parse(run.createdAt) - workingMs(run, now))
}
