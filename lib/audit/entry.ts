import { z } from 'zod'
import { runStatuses } from '@domain/states.ts'

export const auditEntrySchema = z.object({
  id: z.int(),
  at: z.string(),
  staff_id: z.guid().nullable(),
  staff_name: z.string().nullable(),
  action: z.string(),
  subject_id: z.guid().nullable(),
  subject_email: z.string().nullable(),
  member_email: z.string().nullable(),
  run_id: z.int().nullable(),
  run_status: z.enum(runStatuses).nullable(),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  /** What was asked for: names what an action without a customer was about. */
  request: z.unknown(),
})

/** One row of the audit trail. */
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditCountsSchema = z.object({
  total: z.int(),
  action: z.record(z.string(), z.int()),
  staff: z.array(z.object({ key: z.string(), id: z.guid().nullable(), name: z.string().nullable(), count: z.int() })),
})
export type AuditCounts = z.infer<typeof auditCountsSchema>

/** What the page shows: a null does not filter; staff is a member's id, or the name of what has none: the system, the owner of the database. */
export type AuditFilter = { action: string | null; staff: string | null; subject: string | null; since: string | null }
