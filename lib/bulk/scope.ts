import { z } from 'zod'

export const bulkActions = ['mend', 'retry', 'check', 'release'] as const
export type BulkAction = (typeof bulkActions)[number]

const word = z.string().max(200)

/** Who is meant: chosen customers, everybody behind the runs of a filter with bounded time, everybody who matches a filter of the customers, or the failed ones of a job. */
export const bulkScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customers'), user_ids: z.array(z.guid()).min(1).max(1000) }),
  z.object({ kind: z.literal('runs'), filter: z.record(word, z.union([word, z.array(word).max(100)])) }),
  z.object({ kind: z.literal('matching'), filter: z.record(word, z.union([word, z.array(word).max(200)])) }),
  z.object({ kind: z.literal('bulk'), job_id: z.int() }),
])
export type BulkScope = z.infer<typeof bulkScopeSchema>
