import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

export type StaffNames = Record<string, string>

/** Who the staff are, by user id. */
export async function fetchStaffNames(client: Client): Promise<StaffNames> {
  const { data, error } = await client.from('staff_members').select('user_id, display_name, role')
  if (error) throw new ReadError('staff', error)
  return Object.fromEntries(data.map((row) => [row.user_id, row.display_name ?? row.role]))
}
