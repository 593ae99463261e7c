import { z } from 'zod'
import { actionsWithReason, staffActions, triggerActions } from './states.ts'

const userId = z.guid({ error: 'must be a UUID' })
const logId = z.number({ error: 'must be a whole number' }).int().positive()

/** What pg_net sends; `log_id` alone decides, the rest is for the reader of a log. */
export const nudgePayload = z.object({ log_id: logId })

/** What the service may send: a run, or a user for whom one shall be written. */
export const servicePayload = z.union(
  [
    z.object({ log_id: logId }),
    z.object({ user_id: userId, trigger_action: z.enum(triggerActions, { error: `must be one of ${triggerActions.join(', ')}` }) }),
  ],
  { error: 'must hold log_id, or user_id and trigger_action' },
)

/** What a staff member asks for. */
export const staffPayload = z
  .object({
    user_id: userId,
    trigger_action: z.enum(staffActions, { error: `must be one of ${staffActions.join(', ')}` }),
    reason: z.string().max(500, { error: 'must be at most 500 characters' }).nullish(),
    idempotency_key: z.string({ error: 'must be a new random value for each press' }).min(1).max(200),
  })
  .refine((body) => !actionsWithReason.includes(body.trigger_action) || (body.reason ?? '').trim() !== '', {
    path: ['reason'],
    error: 'must say why: it is kept in the audit trail',
  })

/** What phone-number-provision asks of vapi-number-update. */
export const vapiPayload = z.object({
  user_id: userId,
  phone_number: z.string().regex(/^\+[1-9]\d{6,14}$/, { error: 'must be an E.164 number such as +15125550142' }),
  provider_number_id: z.string().min(1).nullish(),
  operation: z.enum(['find', 'link', 'unlink', 'remove'], { error: 'must be find, link, unlink or remove' }),
  assistant_id: z.string().min(1).nullish(),
  vapi_phone_number_id: z.string().min(1).nullish(),
  log_id: logId,
  attempt: z.number().int().positive(),
  /** Links without looking for an import first: the caller has just looked, and there was none. */
  found_none: z.boolean().optional(),
  /** Removes only what was imported for this user. */
  only_own: z.boolean().optional(),
  /** How long ago somebody last resumed what stood still, in milliseconds: secrets that were read before are read again. */
  resumed_ms_ago: z.number().int().nonnegative().optional(),
  /** How long the caller waits, in milliseconds: no call to VAPI begins that could outlive it. */
  budget_ms: z.number().int().positive().optional(),
})
export type VapiPayload = z.infer<typeof vapiPayload>

/** Field and fix of everything wrong, in one line: `user_id must be a UUID; reason must say why`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'} ${issue.message}`).join('; ')
}
