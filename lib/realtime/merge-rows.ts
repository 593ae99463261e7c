import type { Run, RunChange } from '@/lib/runs/run'
import { isForward } from './status-order'

/** Puts a change into the rows that are shown. A row keeps its place; an older message changes nothing; an unknown run needs a read. */
export function mergeRows<Row extends Run>(rows: readonly Row[], change: RunChange): { rows: readonly Row[]; known: boolean } {
  const index = rows.findIndex((row) => row.id === change.id)
  const current = rows[index]
  if (!current) return { rows, known: false }
  if (!isForward(current, change)) return { rows, known: true }
  return { rows: rows.with(index, { ...current, ...change }), known: true }
}

/** Rows of a fresh read, except that a row which a message has already taken further stays as it is. */
export function keepNewer<Row extends Run>(shown: readonly Row[], read: readonly Row[]): readonly Row[] {
  const known = new Map(shown.map((row) => [row.id, row]))
  return read.map((row) => {
    const current = known.get(row.id)
    return current && !isForward(current, row) ? { ...row, ...versionOf(current) } : row
  })
}

function versionOf(run: Run): RunChange {
  const { id, userId, status, outcome, errorCode, attempt, currentStep, claimedAt, finishedAt, updatedAt } = run
  return { id, userId, status, outcome, errorCode, attempt, currentStep, claimedAt, finishedAt, updatedAt }
}
