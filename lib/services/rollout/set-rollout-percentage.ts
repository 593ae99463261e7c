import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const setRolloutPercentageSchema = z.object({ percentageBp: z.int().min(0).max(10_000), version: z.int(), reason: reasonSchema })
export type SetRolloutPercentage = z.infer<typeof setRolloutPercentageSchema>

/** Saves a percentage, unless somebody else changed the rollout since `version`. */
export function setRolloutPercentage(client: Client, input: SetRolloutPercentage): Promise<null> {
  return changed(client.rpc('set_rollout_percentage', { p_percentage_bp: input.percentageBp, p_reason: input.reason, p_version: input.version }))
}
