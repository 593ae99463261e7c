import { customerStatuses, runStatuses, triggerActions } from '@domain/states.ts'
import { z } from 'zod'

const words = z.string().nullable()

const customer = z.object({
  kind: z.literal('customer'),
  user_id: z.string(),
  email: words,
  number: words,
  intended: words,
  tier: words,
  status: z.enum(customerStatuses).nullable(),
  matched: z.string(),
  exact: z.boolean(),
})
const run = z.object({
  kind: z.literal('run'),
  run_id: z.number(),
  user_id: z.string(),
  email: words,
  status: z.enum(runStatuses),
  action: z.enum(triggerActions),
  exact: z.boolean(),
})

export const foundSchema = z.discriminatedUnion('kind', [customer, run])

/** One thing that the search found. */
export type Found = z.output<typeof foundSchema>

/** Where it leads. */
export function addressOf(found: Found): string {
  return found.kind === 'run' ? `/runs/${found.run_id}` : `/customers/${found.user_id}`
}

/** What is asked for: a run may be typed as the console writes it, "Run #48274". */
export function searchedText(typed: string): string {
  return typed.trim().replace(/^run\s*#?\s*(?=\d+$)/i, '#')
}
