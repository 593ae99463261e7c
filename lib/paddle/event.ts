import { z } from 'zod'

/** Why an event of Paddle could not be applied yet. */
export const paddleWaits = ['waiting', 'unknown_price', 'unknown_customer', 'several_customers', 'several_tiers', 'several_subscriptions', 'unknown_status', 'failed'] as const

export const paddleEventSchema = z
  .object({
    event_id: z.string(),
    event_type: z.string(),
    occurred_at: z.string(),
    received_at: z.string(),
    outcome: z.enum(paddleWaits),
    paddle_customer_id: z.string(),
    paddle_status: z.string(),
    price_ids: z.array(z.string()),
    judged_at: z.string().nullable(),
    user_id: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.event_id,
    type: row.event_type,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    outcome: row.outcome,
    paddleCustomerId: row.paddle_customer_id,
    paddleStatus: row.paddle_status,
    priceIds: row.price_ids,
    judgedAt: row.judged_at,
    userId: row.user_id,
  }))
/** What Paddle said and nobody could apply yet: kept, and judged again every minute for 30 days. */
export type PaddleEvent = z.infer<typeof paddleEventSchema>
