'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CustomerFilter, CustomerSort } from '@/lib/customers/filter'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { customersKeys } from './keys'
import { customerCountsOptions, customerListOptions } from './options'

const told = ['run_changed', 'customers_changed', 'action_recorded', 'rollout_changed']

/** The customers and their counts, read again whenever something happened to one. */
export function useLiveCustomers(filter: CustomerFilter, sort: CustomerSort) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const list = useInfiniteQuery(customerListOptions(supabase, filter, sort))
  const counts = useQuery(customerCountsOptions(supabase, filter))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: customersKeys.all, type: 'active' }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.twice()
    if (told.includes(signal.event)) refetch.once()
  })
  return { list, counts, refetch: refetch.once }
}
