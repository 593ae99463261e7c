import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { NumberUse } from '@/lib/numbers/number'
import type { Client } from '@/lib/supabase/browser'
import { fetchNumberCounts, fetchNumbers, type NumberPage } from './fetch-numbers'

export const numberKeys = { all: ['numbers'] as const }

/** The inventory of one use, or of all. */
export function numberListOptions(client: Client, use: NumberUse | null) {
  return infiniteQueryOptions({
    queryKey: [...numberKeys.all, 'list', use] as const,
    initialPageParam: null as number | null,
    getNextPageParam: (page: NumberPage) => page.next,
    queryFn: ({ pageParam }) => fetchNumbers(client, use, pageParam),
    placeholderData: keepPreviousData,
  })
}

/** The counts of every use. */
export function numberCountsOptions(client: Client) {
  return queryOptions({ queryKey: [...numberKeys.all, 'counts'] as const, queryFn: () => fetchNumberCounts(client) })
}
