import { z } from 'zod'
import { staffRoles, type StaffRole } from '@/lib/auth/roles'

export const memberSchema = z.object({
  user_id: z.guid(),
  role: z.enum(staffRoles),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  since: z.string(),
  added_by_id: z.string().nullable(),
  added_by: z.string().nullable(),
  last_action_at: z.string().nullable(),
  last_action: z.string().nullable(),
})

/** A staff member as the page lists them. */
export type Member = z.infer<typeof memberSchema>

export const accountSchema = z.object({ user_id: z.guid(), email: z.string().nullable(), created_at: z.string(), role: z.enum(staffRoles).nullable() })

/** An account that an admin named by its id; role null when it is not staff. */
export type Account = z.infer<typeof accountSchema>

/** What each role may do, in the words of the page. */
export const roleSentences: Record<StaffRole, string> = {
  viewer: 'Sees everything, changes nothing.',
  operator: 'Also retries, checks, pauses, releases and takes notes.',
  admin: 'Also changes the rollout, alerts and staff, and starts or stops provisioning.',
}

/** How a member is named: by name, else by e-mail. */
export function nameOf(member: Pick<Member, 'display_name' | 'email' | 'user_id'>): string {
  return member.display_name ?? member.email ?? member.user_id
}
