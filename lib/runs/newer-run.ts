import { hasEnded, type Run } from './run'

/** The run that came after this one, when this one has ended and tells an old story. */
export function newerRun(run: Run, others: readonly Run[]): Run | null {
  return hasEnded(run.status) ? (others.find((other) => other.id > run.id) ?? null) : null
}
