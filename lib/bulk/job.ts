import { z } from 'zod'
import { runBehindSchema } from '@/lib/runs/run-behind'
import { bulkActions } from './scope'

/** What came of an item, told by its own run. */
export const bulkResults = ['waiting', 'at_work', 'succeeded', 'failed', 'refused', 'skipped', 'superseded', 'left', 'stopped'] as const
export type BulkResult = (typeof bulkResults)[number]

const words = z.string().nullable()
const count = z.number()

export const bulkPreviewSchema = z.object({
  total: count,
  retry: count,
  check: count,
  release: count,
  left: count,
  buys: count,
  /** Stands for who they are, to be sent back when it is confirmed. */
  people: z.string(),
  why: z.array(z.object({ note: z.string(), count })),
})
export type BulkPreview = z.infer<typeof bulkPreviewSchema>

export const bulkJobSchema = z
  .object({
    id: count,
    created_by: words,
    staff_name: words,
    action: z.enum(bulkActions),
    reason: z.string(),
    state: z.enum(['feeding', 'fed', 'aborted']),
    total: count,
    retry_of: count.nullable(),
    created_at: z.string(),
    aborted_at: words,
    aborted_by: words,
    aborted_by_name: words,
    stopped_because: words,
    kind: z.enum(['customers', 'runs', 'matching', 'bulk']),
    results: z.partialRecord(z.enum(bulkResults), count),
  })
  .transform((job) => ({
    id: job.id,
    createdBy: job.created_by,
    staffName: job.staff_name,
    action: job.action,
    reason: job.reason,
    state: job.state,
    total: job.total,
    retryOf: job.retry_of,
    createdAt: job.created_at,
    abortedAt: job.aborted_at,
    abortedBy: job.aborted_by_name === null ? null : { id: job.aborted_by, name: job.aborted_by_name },
    stoppedBecause: job.stopped_because,
    kind: job.kind,
    results: job.results,
  }))
export type BulkJob = z.infer<typeof bulkJobSchema>

const bulkItemSchema = z
  .object({
    id: count,
    user_id: z.string(),
    email: words,
    action: z.enum(['retry', 'check', 'release']).nullable(),
    note: words,
    result: z.enum(bulkResults),
    run: runBehindSchema.nullable(),
    number: words,
  })
  .transform((item) => ({
    id: item.id,
    userId: item.user_id,
    email: item.email,
    action: item.action,
    note: item.note,
    result: item.result,
    run: item.run,
    number: item.number,
  }))
export type BulkItem = z.infer<typeof bulkItemSchema>

export const bulkPageSchema = z.object({ job: bulkJobSchema, items: z.array(bulkItemSchema) }).nullable()

export function resultCount(job: Pick<BulkJob, 'results'>, ...results: BulkResult[]): number {
  return results.reduce((sum, result) => sum + (job.results[result] ?? 0), 0)
}

/** Where a job stands as a whole: its last run decides, not the feeder. */
export function jobProgress(job: Pick<BulkJob, 'results' | 'state' | 'total'>): { done: number; acts: number; ended: boolean } {
  const acts = job.total - resultCount(job, 'left')
  const open = resultCount(job, 'waiting', 'at_work')
  return { acts, done: acts - open, ended: open === 0 }
}
