import { z } from 'zod'
import type { Who } from '@/lib/staff/say-who'

const unit = z.enum(['share', 'count', 'seconds'])
/** What a rule's value is: a share of all, a bare count, or a time. */
export type AlertUnit = z.infer<typeof unit>

const incidentStates = ['pending', 'firing', 'recovering', 'resolved'] as const

const readingSchema = z.object({
  value: z.number().nullable(),
  hits: z.number().nullable(),
  total: z.number().nullable(),
  verdict: z.enum(['breached', 'clear', 'between', 'not_enough_data']),
  judged_at: z.string(),
})
const alertRuleSchema = z.object({
  key: z.string(),
  label: z.string(),
  unit,
  threshold: z.number(),
  recover_below: z.number(),
  window_minutes: z.number(),
  min_samples: z.number(),
  for_seconds: z.number(),
  recover_seconds: z.number(),
  severity: z.enum(['page', 'warn']),
  cause: z.string().nullable(),
  enabled: z.boolean(),
  updated_at: z.string(),
  /** What it measured when it was last judged; none while it is off, and where only the rule is read. */
  reading: readingSchema.nullish(),
})
/** A rule with its limits and spans. */
export type AlertRule = z.infer<typeof alertRuleSchema>

const named = z.object({ id: z.number(), label: z.string() })
const deliverySchema = z.object({
  kind: z.enum(['firing', 'resolved', 'test']),
  channel: z.enum(['slack', 'webhook']),
  at: z.string().nullable(),
  attempts: z.number(),
  error: z.string().nullable(),
})
/** A message about an incident: delivered, or not yet. */
export type Delivery = z.infer<typeof deliverySchema>

const incidentSchema = z.object({
  id: z.number(),
  rule: z.string(),
  label: z.string(),
  unit,
  severity: z.enum(['page', 'warn']),
  state: z.enum(incidentStates),
  opened_at: z.string(),
  fired_at: z.string().nullable(),
  resolved_at: z.string().nullable(),
  value: z.number().nullable(),
  peak: z.number().nullable(),
  hits: z.number().nullable(),
  total: z.number().nullable(),
  sentence: z.string(),
  acknowledged_at: z.string().nullable(),
  acknowledged_by: z.string().nullable(),
  acknowledged_name: z.string().nullable(),
  silenced_until: z.string().nullable(),
  silenced_by: z.string().nullable(),
  silenced_name: z.string().nullable(),
  silence_reason: z.string().nullable(),
  cause: named.nullable(),
  mutes: z.array(named),
  delivered: z.array(deliverySchema),
})
/** One time that a rule was broken, from the first look to the last. */
export type Incident = z.infer<typeof incidentSchema>

/** Who has taken an incident. */
export function takenBy(incident: Pick<Incident, 'acknowledged_by' | 'acknowledged_name'>): Who {
  return { id: incident.acknowledged_by, name: incident.acknowledged_name }
}

export const alertsSchema = z.object({
  evaluated_at: z.string().nullable(),
  customers_waiting: z.number(),
  channels: z.array(z.enum(['slack', 'webhook'])),
  undelivered: z.number(),
  rules: z.array(alertRuleSchema),
  open: z.array(incidentSchema),
  past: z.array(incidentSchema),
})
/** What the alerts page shows. */
export type Alerts = z.infer<typeof alertsSchema>

const pointSchema = z.object({ at: z.string(), value: z.number().nullable(), hits: z.number().nullable(), total: z.number().nullable() })
/** The rule's value at a moment, with the counts behind a share. */
export type IncidentPoint = z.infer<typeof pointSchema>

export const incidentDetailSchema = incidentSchema.extend({
  rule_now: alertRuleSchema,
  changes: z.array(z.object({ state: z.enum(incidentStates), value: z.number().nullable(), at: z.string() })),
  /** Null where only the present value can be known. */
  series: z.array(pointSchema).nullable(),
  customers_waiting: z.number(),
})
/** An incident with its states and its value over time. */
export type IncidentDetail = z.infer<typeof incidentDetailSchema>

export const alertBadgeSchema = z.object({
  evaluated_at: z.string().nullable(),
  activated: z.boolean().nullable(),
  firing: z.number(),
  customers_waiting: z.number(),
  first: incidentSchema.nullable(),
})
/** How many incidents fire, and the oldest of them. */
export type AlertBadge = z.infer<typeof alertBadgeSchema>
