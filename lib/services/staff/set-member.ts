import 'server-only'
import { z } from 'zod'
import { staffRoles } from '@/lib/auth/roles'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const changeReason = z.string().trim().min(1, { error: 'say why: it is kept in the audit trail' }).max(500)

export const setMemberSchema = z.object({
  userId: z.guid({ error: 'a user id looks like 3f2b8c1e-5d0a-4c7e-9b1f-2a6d8e4c7b90' }),
  role: z.enum(staffRoles),
  displayName: z.string().trim().max(80).nullable(),
  /** What the page showed; null for somebody who was not staff. */
  expectedRole: z.enum(staffRoles).nullable(),
  reason: changeReason,
})
export type SetMember = z.infer<typeof setMemberSchema>

/** Makes an account staff, or changes role and name. */
export async function setMember(client: Client, input: SetMember): Promise<null> {
  const { error } = await client.rpc('set_staff_member', {
    p_user_id: input.userId,
    p_role: input.role,
    p_display_name: input.displayName ?? '',
    ...(input.expectedRole && { p_expected_role: input.expectedRole }),
    p_reason: input.reason,
  })
  if (error) throw asRefusal(error)
  return null
}
