import { customerStatuses, type CustomerStatus } from '@domain/states.ts'
import { z } from 'zod'

const words = z.string().nullable()

/** Who a customer is and how they stand: the columns that a line of the list and the page have in common. */
export const standingSchema = z.object({
  user_id: z.string(),
  email: words,
  status: z.enum(customerStatuses),
  reason_code: z.string(),
  since: words,
  updated_at: words,
})

type Columns<At> = { user_id: string; email: string | null; status: CustomerStatus; reason_code: string; since: At; updated_at: At }

/** The same in the console's names. Only somebody whom the read model does not know yet has no times. */
export function standingOf<At extends string | null>(row: Columns<At>) {
  return { userId: row.user_id, email: row.email, status: row.status, reasonCode: row.reason_code, since: row.since, updatedAt: row.updated_at }
}
