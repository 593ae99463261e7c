import { queryOptions } from '@tanstack/react-query'
import type { Client } from '@/lib/supabase/browser'
import { fetchMembers } from './fetch-members'
import { fetchStaffNames } from './fetch-staff-names'

export const staffKeys = { all: ['staff'] as const, names: ['staff', 'names'] as const, members: ['staff', 'members'] as const }

/** The names of the staff; they change seldom. */
export function staffNamesOptions(client: Client) {
  return queryOptions({ queryKey: staffKeys.names, queryFn: () => fetchStaffNames(client), staleTime: 300_000 })
}

/** The staff as their page lists them. */
export function membersOptions(client: Client) {
  return queryOptions({ queryKey: staffKeys.members, queryFn: () => fetchMembers(client) })
}
