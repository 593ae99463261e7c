import { desiredStates, haltScopes, purchaseStates } from '@domain/states.ts'
import { z } from 'zod'
import { parseRun } from '@/lib/runs/parse-run'
import { runLogSchema } from '@/lib/runs/parse-run-row'
import { runBehindSchema } from '@/lib/runs/run-behind'
import { parseStep } from '@/lib/runs/step'
import { paddleEventSchema } from '@/lib/paddle/event'
import type { CustomerPage } from './customer'
import { standingOf, standingSchema } from './standing'

const words = z.string().nullable()

const purchase = z.object({
  id: z.number(),
  state: z.enum(purchaseStates),
  e164_number: z.string(),
  tag: z.string(),
  provider_number_id: words,
  adopted: z.boolean(),
  release_after: words,
  release_requested_at: words,
  vapi_phone_number_id: words,
  assistant_id: words,
  linked_at: words,
  verified_at: words,
  failed_code: words.default(null),
  intended_at: z.string(),
  purchased_at: words,
  released_at: words,
  lost_at: words,
  lost_code: words,
})

const deed = z
  .object({ id: z.number(), staff_id: words, staff_name: words, action: z.string(), reason: words, created_at: z.string(), run: runBehindSchema.nullable() })
  .transform((row) => ({ id: row.id, staffId: row.staff_id, staffName: row.staff_name, action: row.action, reason: row.reason, createdAt: row.created_at, run: row.run }))

const note = z
  .object({ id: z.number(), staff_id: z.string(), staff_name: z.string(), body: z.string(), created_at: z.string(), edited_at: words })
  .transform((row) => ({ id: row.id, body: row.body, staffId: row.staff_id, staffName: row.staff_name, createdAt: row.created_at, editedAt: row.edited_at }))

const hold = z
  .object({ mode: z.enum(['freeze', 'paused', 'released']), reason: words, created_at: z.string(), by_id: words, by: words })
  .transform((row) => ({ mode: row.mode, reason: row.reason, createdAt: row.created_at, byId: row.by_id, by: row.by }))

const halt = z
  .object({ scope: z.enum([...haltScopes, 'dispatch']), error_code: words, halted_at: words })
  .transform((row) => ({ scope: row.scope, errorCode: row.error_code, haltedAt: row.halted_at }))

const incident = z
  .object({ id: z.number(), rule: z.string(), label: z.string(), state: z.enum(['firing', 'recovering']), since: z.string(), owner: words, owner_id: words, cause: words })
  .transform(({ owner_id, ...row }) => ({ ...row, ownerId: owner_id }))

const rollout = z
  .object({
    enabled: z.boolean(),
    reason: z.string(),
    bucket: z.number(),
    percentage_bp: z.number().catch(0),
    entries_per_minute: z.number().catch(0),
    changed_at: words.catch(null),
    override_reason: words.catch(null),
  })
  .transform((row) => ({
    enabled: row.enabled,
    reason: row.reason,
    bucket: row.bucket,
    percentageBp: row.percentage_bp,
    entriesPerMinute: row.entries_per_minute,
    changedAt: row.changed_at,
    overrideReason: row.override_reason,
  }))

const schema = standingSchema.extend({
  user_exists: z.boolean(),
  city: words,
  state: words,
  paddle_customer_id: words,
  subscriptions: z.array(z.object({ id: z.coerce.string(), tier_type: words, status: words })),
  phone_numbers: z.array(z.object({ id: z.coerce.string(), provider: words, provider_number_id: words, e164_number: z.string(), status: words })),
  assistant_id: words,
  assistant_status: words,
  activated: z.boolean(),
  handed_over_at: words,
  handover_asked_at: words.default(null),
  desired: z.enum(desiredStates),
  desired_reason: z.string(),
  paid_at: words,
  purchases: z.array(purchase),
  hold: hold.nullable(),
  rollout,
  integrity: z.object({ issue: z.string(), detail: z.string(), how_to_settle: z.string() }).nullable(),
  notes: z.array(note),
  actions: z.array(deed),
  halts: z.array(halt),
  incidents: z.array(incident),
  paddle_events: z.array(paddleEventSchema),
  limits: z.object({ max_attempts: z.number(), provider_timeout_ms: z.number() }),
  total: z.number(),
  runs: z.array(runLogSchema),
  steps: z.array(z.unknown()),
})

/** The database's answer as a page; throws on a word that this console does not know. */
export function parseCustomer(answer: unknown): CustomerPage {
  const row = schema.parse(answer)
  return {
    ...standingOf(row),
    userExists: row.user_exists,
    city: row.city,
    state: row.state,
    paddleCustomerId: row.paddle_customer_id,
    subscriptions: row.subscriptions,
    phoneNumbers: row.phone_numbers,
    assistantId: row.assistant_id,
    assistantStatus: row.assistant_status,
    activated: row.activated,
    handedOverAt: row.handed_over_at,
    handoverAskedAt: row.handover_asked_at,
    desired: row.desired,
    desiredReason: row.desired_reason,
    paidAt: row.paid_at,
    purchases: row.purchases,
    hold: row.hold,
    rollout: row.rollout,
    integrity: row.integrity && { issue: row.integrity.issue, detail: row.integrity.detail, howToSettle: row.integrity.how_to_settle },
    notes: row.notes,
    actions: row.actions,
    halts: row.halts,
    incidents: row.incidents,
    paddleEvents: row.paddle_events,
    limits: { maxAttempts: row.limits.max_attempts, providerTimeoutMs: row.limits.provider_timeout_ms },
    total: row.total,
    runs: row.runs.map(parseRun),
    steps: row.steps.flatMap((step) => parseStep(step) ?? []),
  }
}
