import { z } from 'zod'
import type { PaddleEvent } from '../_shared/supabase-db.ts'

const text = z.string().trim().min(1).max(255)

const envelope = z.object({ event_id: text, event_type: text, occurred_at: z.iso.datetime({ offset: true }), data: z.unknown() })

const subscription = z.object({
  id: text,
  status: text,
  customer_id: text,
  items: z.array(z.object({ price: z.object({ id: text }) })).max(200),
})

/** The event, null for one that is not about a subscription, or what is wrong with it. */
export type ParsedEvent = { event: PaddleEvent | null } | { problem: string }

/** Reads a verified body. */
export function parseEvent(body: string): ParsedEvent {
  const parsed = envelope.safeParse(parseJson(body))
  if (!parsed.success) return { problem: `The body is no event of Paddle: ${fields(parsed.error)}.` }
  const { event_id, event_type, occurred_at, data } = parsed.data
  if (!event_type.startsWith('subscription.')) return { event: null }
  const about = subscription.safeParse(data)
  if (!about.success) return { problem: `The event's data is no subscription: ${fields(about.error)}.` }
  return {
    event: {
      eventId: event_id,
      eventType: event_type,
      occurredAt: occurred_at,
      subscriptionId: about.data.id,
      customerId: about.data.customer_id,
      status: about.data.status,
      priceIds: [...new Set(about.data.items.map((item) => item.price.id))],
    },
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function fields(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'} ${issue.message}`).join('; ')
}
