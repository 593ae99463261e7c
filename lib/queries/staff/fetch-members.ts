import { z } from 'zod'
import { ReadError } from '@/lib/errors'
import { memberSchema, type Member } from '@/lib/staff/member'
import type { Client } from '@/lib/supabase/browser'

/** Everybody who is staff: admins first. */
export async function fetchMembers(client: Client): Promise<Member[]> {
  const { data, error } = await client.rpc('read_staff')
  if (error) throw new ReadError('staff', error)
  return z.array(memberSchema).parse(data)
}
