import type { RunStatus } from '@domain/states.ts'
import { hasEnded, type Run } from '@/lib/runs/run'

type Version = Pick<Run, 'status' | 'attempt' | 'updatedAt'>

const rank: Record<RunStatus, number> = {
  pending: 0,
  processing: 1,
  retry_scheduled: 2,
  succeeded: 3,
  failed: 3,
  skipped: 3,
  superseded: 3,
}

/** True when `next` is not older than `current`: messages may come late, twice or in another order. */
export function isForward(current: Version, next: Version): boolean {
  if (hasEnded(current.status) && !hasEnded(next.status)) return false
  if (next.attempt !== current.attempt) return next.attempt > current.attempt
  const age = compareTimes(next.updatedAt, current.updatedAt)
  if (age !== 0) return age > 0
  return rank[next.status] >= rank[current.status]
}

/** Orders two times of the database, which knows microseconds where Date knows milliseconds. */
function compareTimes(a: string, b: string): number {
  const difference = Date.parse(a) - Date.parse(b)
  if (difference !== 0 && !Number.isNaN(difference)) return difference
  return a < b ? -1 : a > b ? 1 : 0
}
