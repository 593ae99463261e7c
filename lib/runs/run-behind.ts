import { runStatuses } from '@domain/states.ts'
import { z } from 'zod'
import type { Run } from './run'

const words = z.string().nullable()

/** A run as far as one sentence about it needs: behind a customer's row, a staff action, an item of a bulk. */
export type RunBehind = Pick<Run, 'id' | 'status' | 'outcome' | 'errorCode' | 'currentStep' | 'waitingFor' | 'supersededBy' | 'attempt'>

export const runBehindSchema = z
  .object({
    id: z.number(),
    status: z.enum(runStatuses),
    outcome: words,
    error_code: words,
    current_step: words,
    waiting_for: words,
    superseded_by: z.number().nullable(),
    attempt: z.number(),
  })
  .transform(
    (row): RunBehind => ({
      id: row.id,
      status: row.status,
      outcome: row.outcome,
      errorCode: row.error_code,
      currentStep: row.current_step,
      waitingFor: row.waiting_for,
      supersededBy: row.superseded_by,
      attempt: row.attempt,
    }),
  )
