import 'server-only'
import { z } from 'zod'
import { staffRoles } from '@/lib/auth/roles'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'
import { changeReason } from './set-member'

export const removeMemberSchema = z.object({ userId: z.guid(), expectedRole: z.enum(staffRoles), reason: changeReason })
export type RemoveMember = z.infer<typeof removeMemberSchema>

/** Takes somebody off the staff. */
export async function removeMember(client: Client, input: RemoveMember): Promise<null> {
  const { error } = await client.rpc('remove_staff_member', { p_user_id: input.userId, p_expected_role: input.expectedRole, p_reason: input.reason })
  if (error) throw asRefusal(error)
  return null
}
