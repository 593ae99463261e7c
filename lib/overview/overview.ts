import { z } from 'zod'

const times = z.object({ total: z.number(), p50: z.number().nullable(), p95: z.number().nullable(), p99: z.number().nullable() })
const outcome = z.object({ total: z.number(), failed: z.number() })

const bucketSchema = z.object({
  at: z.string(),
  customers: z.number(),
  failed: z.number(),
  twilio: z.number(),
  twilio_failed: z.number(),
  vapi: z.number(),
  vapi_failed: z.number(),
  numbers: z.number(),
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
  function_p95_ms: z.number().nullable(),
})
/** One bucket of the charts. */
export type Bucket = z.infer<typeof bucketSchema>

const pastSchema = bucketSchema.pick({ at: true, customers: true, failed: true, p50_ms: true })
/** What a bucket was in the period to compare with, moved onto the present one. */
export type PastBucket = z.infer<typeof pastSchema>

const failureSchema = z.object({ code: z.string(), now: z.number(), before: z.number().nullable(), in_period: z.number() })
/** Customers who need attention for one code. */
export type FailureRow = z.infer<typeof failureSchema>

const funnelSchema = z.object({ stage: z.number(), reached: z.number(), lost: z.number(), p50_ms: z.number().nullable() })
export type FunnelRow = z.infer<typeof funnelSchema>

const sampleSchema = z.object({
  at: z.string(),
  connections: z.number(),
  database_bytes: z.number(),
  queue_depth: z.number(),
  queue_oldest_ms: z.number(),
  net_queue: z.number(),
  numbers_owned: z.number(),
  numbers_monthly_usd: z.number(),
  being_set_up: z.number(),
  needs_attention: z.number(),
  cache_hits: z.number().nullable(),
})
export type Sample = z.infer<typeof sampleSchema>

const nowSchema = sampleSchema
  .omit({ at: true })
  .extend({ sampled_at: z.string(), max_connections: z.number(), numbers_today: z.number().nullable(), monthly_usd_today: z.number().nullable() })

const rolloutNoteSchema = z.object({
  id: z.number(),
  kind: z.enum(['percentage', 'stop', 'guard']),
  old: z.record(z.string(), z.unknown()),
  new: z.record(z.string(), z.unknown()),
  at: z.string(),
})
export type RolloutNote = z.infer<typeof rolloutNoteSchema>

const incidentNoteSchema = z.object({ id: z.number(), label: z.string(), started_at: z.string(), ended_at: z.string().nullable() })

/** What read_overview answers: one snapshot, so that figures and charts tell the same story. */
export const overviewSchema = z.object({
  from: z.string(),
  to: z.string(),
  bucket_seconds: z.number(),
  rolled_up_at: z.string().nullable(),
  headline: z.object({
    outcome,
    outcome_before: outcome,
    time: times,
    time_before: times,
    needs_attention: z.number(),
    needs_attention_before: z.number().nullable(),
    being_set_up: z.number(),
    being_set_up_before: z.number().nullable(),
    oldest_ms: z.number(),
    oldest_ms_before: z.number().nullable(),
  }),
  series: z.array(bucketSchema),
  series_before: z.array(pastSchema),
  failures: z.array(failureSchema),
  funnel: z.array(funnelSchema),
  resources: z.object({
    now: nowSchema.nullable().catch(null),
    database_limit_bytes: z.number(),
    attempt_limit_ms: z.number(),
    function_p95_ms: z.number().nullable(),
    series: z.array(sampleSchema),
  }),
  // The threshold of each alert rule that is on.
  limits: z.object({ provisioning_failures: z.number(), twilio_errors: z.number(), vapi_failures: z.number() }).partial(),
  annotations: z.object({ rollout: z.array(rolloutNoteSchema), incidents: z.array(incidentNoteSchema) }),
})
export type Overview = z.infer<typeof overviewSchema>
