import { triggerActions, runSources, runStatuses } from '@domain/states.ts'
import type { Database } from '@/lib/supabase/database.types'
import { z } from 'zod'
import type { Run, RunChange } from './run'

type LogRow = Database['public']['Tables']['phone_provision_logs']['Row']

export const runColumns =
  'id, user_id, subject_id, trigger_action, source, status, outcome, error_code, attempt, failures, current_step, current_step_at, waiting_for, created_at, claimed_at, updated_at, finished_at, next_attempt_at, requested_by, reason, superseded_by, purchase_id, work_ms'

export type SelectedLog = Pick<
  LogRow,
  | 'id' | 'user_id' | 'subject_id' | 'trigger_action' | 'source' | 'status' | 'outcome' | 'error_code' | 'attempt' | 'failures'
  | 'current_step' | 'current_step_at' | 'waiting_for' | 'created_at' | 'claimed_at' | 'updated_at' | 'finished_at'
  | 'next_attempt_at' | 'requested_by' | 'reason' | 'superseded_by' | 'purchase_id' | 'work_ms'
>

const words = z.object({ status: z.enum(runStatuses), trigger_action: z.enum(triggerActions), source: z.enum(runSources) })

/** A database row as a run; throws on a word that this console does not know. */
export function parseRun(row: SelectedLog): Run {
  const { status, trigger_action, source } = words.parse(row)
  return {
    id: row.id,
    userId: row.subject_id,
    userExists: row.user_id !== null,
    action: trigger_action,
    source,
    status,
    outcome: row.outcome,
    errorCode: row.error_code,
    attempt: row.attempt,
    failures: row.failures,
    currentStep: row.current_step,
    currentStepAt: row.current_step_at,
    waitingFor: row.waiting_for,
    createdAt: row.created_at ?? row.updated_at ?? '1970-01-01T00:00:00Z',
    claimedAt: row.claimed_at,
    updatedAt: row.updated_at ?? row.created_at ?? '1970-01-01T00:00:00Z',
    finishedAt: row.finished_at,
    nextAttemptAt: row.next_attempt_at,
    requestedBy: row.requested_by,
    reason: row.reason,
    supersededBy: row.superseded_by,
    purchaseId: row.purchase_id,
    workMs: row.work_ms,
  }
}

const changeSchema = z.object({
  id: z.number(),
  user_id: z.string(),
  status: z.enum(runStatuses),
  outcome: z.string().nullish(),
  error_code: z.string().nullish(),
  attempt: z.number(),
  current_step: z.string().nullish(),
  claimed_at: z.string().nullish(),
  finished_at: z.string().nullish(),
  updated_at: z.string(),
})

/** A live message as a change; null when it is not one, then only a read helps. */
export function parseRunChange(payload: unknown): RunChange | null {
  const parsed = changeSchema.safeParse(payload)
  if (!parsed.success) return null
  const change = parsed.data
  return {
    id: change.id,
    userId: change.user_id,
    status: change.status,
    outcome: change.outcome ?? null,
    errorCode: change.error_code ?? null,
    attempt: change.attempt,
    currentStep: change.current_step ?? null,
    claimedAt: change.claimed_at ?? null,
    finishedAt: change.finished_at ?? null,
    updatedAt: change.updated_at,
  }
}
