'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { membersOptions, staffKeys } from './options'

/** The staff, read again whenever a colleague changes somebody. */
export function useLiveMembers() {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const members = useQuery(membersOptions(supabase))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: staffKeys.all }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.twice()
    if (signal.event === 'staff_changed') refetch.once()
  })
  return { members, refetch: refetch.once }
}
