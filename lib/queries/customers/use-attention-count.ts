'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { noCustomerFilter } from '@/lib/customers/filter'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { customersKeys } from './keys'
import { customerCountsOptions } from './options'

/** How many customers need a person now; undefined while nobody knows. */
export function useAttentionCount(): number | undefined {
  const cache = useQueryClient()
  const counts = useQuery(customerCountsOptions(useSupabase(), noCustomerFilter))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: customersKeys.counts(noCustomerFilter), exact: true }))
  useLiveSignal((signal) => (signal.kind === 'resync' ? refetch.twice() : signal.event === 'run_changed' || signal.event === 'customers_changed' ? refetch.once() : undefined))
  return counts.data && (counts.data.facets.status['needs_attention'] ?? 0)
}
