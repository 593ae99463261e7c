import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const changeRuleSchema = z.object({
  key: z.string().max(60),
  change: z
    .object({
      threshold: z.number(),
      recover_below: z.number(),
      window_minutes: z.int(),
      min_samples: z.int(),
      for_seconds: z.int(),
      recover_seconds: z.int(),
      enabled: z.boolean(),
    })
    .partial(),
  /** When the rule was last changed as the page showed it. */
  expectedAt: z.string(),
  reason: z.string().trim().min(1, { error: 'say why: it is kept in the audit trail' }).max(500),
})
export type ChangeRule = z.infer<typeof changeRuleSchema>

/** Other limits or spans, or off; only what is named changes. */
export async function changeRule(client: Client, input: ChangeRule): Promise<null> {
  const { error } = await client.rpc('change_alert_rule', { p_key: input.key, p_change: input.change, p_expected_at: input.expectedAt, p_reason: input.reason })
  if (error) throw asRefusal(error)
  return null
}
