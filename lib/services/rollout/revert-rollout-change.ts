import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const revertRolloutChangeSchema = z.object({ changeId: z.int(), version: z.int(), reason: reasonSchema })
export type RevertRolloutChange = z.infer<typeof revertRolloutChangeSchema>

/** Sets again what a change replaced. */
export function revertRolloutChange(client: Client, input: RevertRolloutChange): Promise<null> {
  return changed(client.rpc('revert_rollout_change', { p_change_id: input.changeId, p_reason: input.reason, p_version: input.version }))
}
