import { hasEnded, type Run } from './run'

/**
 * The run that tells the story from here on, when this one has ended. A superseded run tells none, however new: of two that were written
 * in one moment the one with the lower number may go on, and its failure is the customer's last word.
 */
export function newerRun(run: Run, others: readonly Run[]): Run | null {
  if (!hasEnded(run.status)) return null
  const newer = others.find((other) => other.id > run.id && other.status !== 'superseded')
  return newer ?? others.find((other) => other.id === run.supersededBy) ?? null
}
