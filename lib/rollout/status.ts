import { z } from 'zod'

const stopStates = ['nothing', 'new', 'everything'] as const
/** What stands still: nothing; new customers (kill switch); everything (dispatch as well). */
export type Stopped = (typeof stopStates)[number]

/** One entry of the rollout's history. */
export const changeSchema = z.object({
  id: z.number(),
  kind: z.enum(['percentage', 'stop', 'overrides', 'guard', 'limits']),
  old_value: z.record(z.string(), z.unknown()),
  new_value: z.record(z.string(), z.unknown()),
  reason: z.string(),
  changed_by: z.string().nullable(),
  changed_name: z.string(),
  reverts: z.number().nullable(),
  created_at: z.string(),
})
export type RolloutChange = z.infer<typeof changeSchema>

const conditionKeys = ['failed_customers', 'twilio', 'vapi', 'halts', 'orphans', 'spend'] as const

/** One condition of the guard with its counts. */
const conditionSchema = z.object({
  key: z.enum(conditionKeys),
  verdict: z.enum(['ok', 'breached', 'not_enough_data']),
  value: z.number().nullable(),
  limit: z.number(),
  minutes: z.number().nullable(),
  hits: z.number().optional(),
  total: z.number().nullish(),
  least: z.number().optional(),
  needs: z.number().optional(),
})
export type GuardCondition = z.infer<typeof conditionSchema>

export const limitsSchema = z.object({
  failure_limit: z.number(),
  twilio_limit: z.number(),
  vapi_limit: z.number(),
  orphan_limit: z.number(),
  spend_limit_cents: z.number(),
  min_samples: z.number(),
  window_minutes: z.number(),
  provider_window_minutes: z.number(),
  entries_per_minute: z.number(),
})
/** What the guard tolerates, and how many enter in a minute. */
export type RolloutLimits = z.infer<typeof limitsSchema>

export const rolloutStatusSchema = z.object({
  percentage_bp: z.number(),
  version: z.number(),
  stopped: z.enum(stopStates),
  activated_at: z.string().nullable(),
  project_ref: z.string().nullable(),
  pause_reason: z.string().nullable(),
  set: changeSchema.nullable(),
  stop: changeSchema.nullable(),
  guard: z.object({
    state: z.enum(['healthy', 'holding', 'not_enough_data']),
    reason: z.string().nullable(),
    since: z.string(),
    checked_at: z.string().nullable(),
    conditions: z.array(conditionSchema),
    acts: z.boolean(),
    held: z.number(),
    limits: limitsSchema,
  }),
})
/** Rollout, stop and guard as they stand. */
export type RolloutStatus = z.infer<typeof rolloutStatusSchema>
