import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const resumeRolloutGuardSchema = z.object({ reason: reasonSchema })
export type ResumeRolloutGuard = z.infer<typeof resumeRolloutGuardSchema>

/** Lets new customers enter again. */
export function resumeRolloutGuard(client: Client, input: ResumeRolloutGuard): Promise<null> {
  return changed(client.rpc('resume_rollout_guard', { p_reason: input.reason }))
}
