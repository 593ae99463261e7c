import { queryOptions } from '@tanstack/react-query'
import type { Client } from '@/lib/supabase/browser'
import { fetchStaffNames } from './fetch-staff-names'

/** The names of the staff; they change seldom. */
export function staffNamesOptions(client: Client) {
  return queryOptions({ queryKey: ['staff', 'names'], queryFn: () => fetchStaffNames(client), staleTime: 300_000 })
}
