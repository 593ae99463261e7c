import { z } from 'zod'

export const previewSchema = z.object({
  percentage_bp: z.number(),
  now_bp: z.number(),
  customers: z.number(),
  now_in: z.number(),
  by_percentage: z.number(),
  allowed: z.number(),
  denied: z.number(),
  stay: z.number(),
  enter: z.number(),
  leave: z.number(),
  leave_with_number: z.number(),
  stay_outside: z.number(),
  keep_number: z.number(),
  purchases: z.number(),
  number_monthly_cents: z.number(),
  live_numbers: z.number(),
  monthly_cents_now: z.number(),
  monthly_cents_after: z.number(),
  entries_per_minute: z.number(),
  minutes: z.number(),
  failure_rate: z.number().nullable(),
  usual_rate: z.number().nullable(),
  likely_failures: z.number().nullable(),
  usual_failures: z.number().nullable(),
})
/** What a percentage would do, counted by the database. */
export type RolloutPreview = z.infer<typeof previewSchema>

export const stopPreviewSchema = z.object({ live_numbers: z.number(), waiting_runs: z.number(), running_runs: z.number() })
/** What goes on and what waits when provisioning is stopped. */
export type StopPreview = z.infer<typeof stopPreviewSchema>

const reasons = ['kill_switch', 'not_activated', 'allow', 'deny', 'percentage', 'guard_holding', 'outside_percentage', 'unknown_flag'] as const

export const explanationSchema = z.object({
  user_id: z.string(),
  enabled: z.boolean(),
  reason: z.enum(reasons),
  bucket: z.number(),
  kill_switch: z.boolean(),
  override: z.enum(['allow', 'deny']).nullable(),
  override_reason: z.string().nullable(),
  guard_holding: z.boolean(),
  percentage_bp: z.number(),
  owns_number: z.boolean(),
  handed_over_at: z.string().nullable(),
  at: z.object({ percentage_bp: z.number(), enabled: z.boolean(), reason: z.enum(reasons) }).nullable(),
})
/** Why a customer is in or out. */
export type RolloutExplanation = z.infer<typeof explanationSchema>

const fates = ['acquire', 'old_system', 'left_alone', 'ours', 'nothing'] as const
export const activationSchema = z.object({
  users: z.number(),
  read: z.number(),
  fates: z.array(
    z.object({
      fate: z.enum(fates),
      count: z.number(),
      reasons: z.record(z.string(), z.number()),
      sample: z.array(z.object({ user_id: z.string(), email: z.string().nullable(), reason_code: z.string() })),
    }),
  ),
})
/** Customers by what activation would do to them. */
export type ActivationPreview = z.infer<typeof activationSchema>
export type Fate = (typeof fates)[number]
