import 'server-only'
import { cache } from 'react'
import { ReadError } from '@/lib/errors'
import { connectionLog, isConnectionError } from '@/lib/services/health/connection-log'
import { createServerSupabase } from '@/lib/supabase/server'
import { parseStaffRole, type Staff } from './roles'

/** Who asks for this page: nobody, somebody who is not staff, or a staff member. */
export type Visitor = { kind: 'nobody' } | { kind: 'outsider'; email: string } | { kind: 'staff'; staff: Staff }

/** Reads the visitor once for each request: the token's signature is verified, the role comes from the database. */
export const readVisitor = cache(async (): Promise<Visitor> => {
  const supabase = await createServerSupabase()
  const { data, error } = await supabase.auth.getClaims()
  if (error && (error.status === undefined || error.status === 0 || error.status >= 500)) {
    if (error.name !== 'AuthSessionMissingError') throw new ReadError('sign-in', error)
  }
  const claims = data?.claims
  if (!claims) return { kind: 'nobody' }
  const email = typeof claims.email === 'string' ? claims.email : claims.sub

  const role = await supabase.rpc('current_staff_role')
  if (role.error && isConnectionError(role.error)) connectionLog.failed()
  if (role.error) throw new ReadError('role', role.error)
  const known = parseStaffRole(role.data)
  if (!known) return { kind: 'outsider', email }

  const member = await supabase.from('staff_members').select('display_name').eq('user_id', claims.sub).maybeSingle()
  if (member.error) throw new ReadError('staff', member.error)
  return { kind: 'staff', staff: { id: claims.sub, email, name: member.data?.display_name ?? email, role: known } }
})
