'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NumberView } from '@/lib/numbers/number'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { numberCountsOptions, numberKeys, numberListOptions } from './options'

/** The inventory, read again whenever a run or a comparison changes: nothing else moves a number. */
export function useLiveNumbers(view: NumberView) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const list = useInfiniteQuery(numberListOptions(supabase, view))
  const counts = useQuery(numberCountsOptions(supabase))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: numberKeys.all, type: 'active' }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.twice()
    if (signal.event === 'run_changed' || signal.event === 'inventory_changed') refetch.once()
  })
  return { list, counts, refetch: refetch.once }
}
