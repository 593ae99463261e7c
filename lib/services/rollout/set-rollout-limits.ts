import 'server-only'
import { z } from 'zod'
import { limitsSchema } from '@/lib/rollout/status'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const setRolloutLimitsSchema = z.object({ limits: limitsSchema.partial(), version: z.int(), reason: reasonSchema })
export type SetRolloutLimits = z.infer<typeof setRolloutLimitsSchema>

/** Saves limits of the guard and the pace of entering; only those named change. */
export function setRolloutLimits(client: Client, input: SetRolloutLimits): Promise<null> {
  return changed(client.rpc('set_rollout_limits', { p_limits: input.limits, p_reason: input.reason, p_version: input.version }))
}
