import 'server-only'
import { FunctionsHttpError } from '@supabase/supabase-js'
import { z } from 'zod'
import { ActionRefused, type ActionError, type ActionErrorCode } from '@/lib/auth/action-result'
import { staffActions } from '@domain/states.ts'
import type { Client } from '@/lib/supabase/browser'

export const requestRunSchema = z.object({
  userId: z.uuid(),
  action: z.enum(staffActions),
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.uuid(),
})
export type RequestRun = z.infer<typeof requestRunSchema>

const timeoutMs = 15_000
const answerSchema = z.object({ run_id: z.number(), status: z.string() })
const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string(), request_id: z.string().optional() }) })

const codes: Record<number, ActionErrorCode> = {
  400: 'invalid',
  401: 'signed_out',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
  429: 'too_many',
}

/** Asks the Edge Function for a run, in the staff member's own name. */
export async function requestRun(supabase: Client, input: RequestRun): Promise<{ runId: number }> {
  const { data, error } = await supabase.functions.invoke<unknown>('phone-number-provision', {
    body: { user_id: input.userId, trigger_action: input.action, reason: input.reason, idempotency_key: input.idempotencyKey },
    timeout: timeoutMs,
  })
  if (error) throw new ActionRefused(await describeRefusal(error))
  const answer = answerSchema.safeParse(data)
  if (!answer.success) throw new ActionRefused(noAnswer)
  return { runId: answer.data.run_id }
}

const noAnswer: ActionError = { code: 'unavailable', message: 'The engine did not answer. Press again: nothing is started twice.' }

async function describeRefusal(error: unknown): Promise<ActionError> {
  if (!(error instanceof FunctionsHttpError) || !(error.context instanceof Response)) return noAnswer
  const code = codes[error.context.status]
  const body = refusalSchema.safeParse(await error.context.json().catch(() => null))
  if (!code || !body.success) return noAnswer
  const { message, request_id: requestId } = body.data.error
  return { code, message: message.replace(/^Nothing was started: /, ''), requestId }
}
