'use client'

import { useQuery } from '@tanstack/react-query'
import { useSupabase } from '@/lib/supabase/client-provider'
import { runDetailOptions } from './options'

/** Everything about one run, as it was read last. */
export function useRunDetail(id: number) {
  return useQuery(runDetailOptions(useSupabase(), id))
}
