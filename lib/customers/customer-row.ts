import { z } from 'zod'
import { runBehindSchema } from '@/lib/runs/run-behind'
import { waits } from './filter'
import { standingOf, standingSchema } from './standing'

const words = z.string().nullable()

export const customerRowSchema = standingSchema
  .extend({
    fault: z.enum(['us', 'twilio', 'vapi', 'customer', 'compliance']).nullable(),
    retry: z.enum(['safe', 'check_first', 'useless']).nullable(),
    tier: words,
    subscription_status: words,
    number: words,
    intended: words,
    listed: z.enum(['percentage', 'allow', 'deny']),
    since: z.string(),
    updated_at: z.string(),
    hold_reason: words,
    waiting_on: z.enum(waits).nullable(),
    run: runBehindSchema.nullable(),
  })
  .transform((row) => ({
    ...standingOf(row),
    fault: row.fault,
    retry: row.retry,
    tier: row.tier,
    subscriptionStatus: row.subscription_status,
    number: row.number,
    intended: row.intended,
    listed: row.listed,
    holdReason: row.hold_reason,
    waitingOn: row.waiting_on,
    run: row.run,
  }))

/** A line of the customers: the read model and the run behind it. */
export type CustomerRow = z.output<typeof customerRowSchema>

/** What changes when something happened to the customer; a mere look keeps it. */
export function versionOf(row: CustomerRow): string {
  return `${row.status} ${row.reasonCode} ${row.since}`
}
