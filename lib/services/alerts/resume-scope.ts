import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const resumeScopeSchema = z.object({ scope: z.string().max(20), reason: z.string().trim().min(1, { error: 'say why: it is kept in the audit trail' }).max(500) })
export type ResumeScope = z.infer<typeof resumeScopeSchema>

/** Lets what stands still go again; the backlog drains at a limited rate. */
export async function resumeScope(client: Client, input: ResumeScope): Promise<null> {
  const { error } = await client.rpc('resume_provisioning', { p_scope: input.scope, p_reason: input.reason })
  if (error) throw asRefusal(error)
  return null
}
