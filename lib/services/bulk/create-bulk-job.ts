import 'server-only'
import { z } from 'zod'
import { safeCodes } from '@/lib/bulk/safe-codes'
import { bulkActions, bulkScopeSchema } from '@/lib/bulk/scope'
import { ActionRefused } from '@/lib/auth/action-result'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const createBulkJobSchema = z.object({
  scope: bulkScopeSchema,
  action: z.enum(bulkActions),
  reason: z.string().trim().min(1, { error: 'say why: it is kept in the audit trail' }).max(500),
  /** How many customers the preview showed. */
  expected: z.int(),
  /** Who they were. */
  people: z.string().max(40),
  confirmation: z.string().trim().max(40).optional(),
  idempotencyKey: z.uuid(),
})
export type CreateBulkJob = z.infer<typeof createBulkJobSchema>

/** Freezes who is meant and starts the job. */
export async function createBulkJob(client: Client, input: CreateBulkJob): Promise<{ jobId: number }> {
  const { data, error } = await client.rpc('create_bulk_job', {
    p_scope: input.scope,
    p_action: input.action,
    p_reason: input.reason,
    p_expected: input.expected,
    p_people: input.people,
    p_idempotency_key: input.idempotencyKey,
    p_safe_codes: safeCodes(),
    ...(input.confirmation ? { p_confirmation: input.confirmation } : {}),
  })
  if (error) throw asRefusal(error)
  const answer = z.object({ job_id: z.number() }).safeParse(data)
  if (!answer.success) throw new ActionRefused({ code: 'unavailable', message: 'The database gave no job. Press again: nothing is started twice.' })
  return { jobId: answer.data.job_id }
}
