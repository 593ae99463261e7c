import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const setRolloutOverridesSchema = z.object({
  userIds: z.array(z.guid()).min(1).max(500),
  verdict: z.enum(['allow', 'deny', 'none']),
  reason: reasonSchema,
})
export type SetRolloutOverrides = z.infer<typeof setRolloutOverridesSchema>

/** Puts customers on the allow or deny list, or takes them off. */
export function setRolloutOverrides(client: Client, input: SetRolloutOverrides): Promise<null> {
  return changed(client.rpc('set_rollout_overrides', { p_user_ids: input.userIds, p_verdict: input.verdict, p_reason: input.reason }))
}
