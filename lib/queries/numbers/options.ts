import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { NumberView } from '@/lib/numbers/number'
import type { Client } from '@/lib/supabase/browser'
import { fetchNumberCounts, fetchNumbers, type NumberCursor, type NumberPage } from './fetch-numbers'

export const numberKeys = { all: ['numbers'] as const }

/** The inventory, as far as it is looked at. */
export function numberListOptions(client: Client, view: NumberView) {
  return infiniteQueryOptions({
    queryKey: [...numberKeys.all, 'list', view.class, view.use] as const,
    initialPageParam: null as NumberCursor | null,
    getNextPageParam: (page: NumberPage) => page.next,
    queryFn: ({ pageParam }) => fetchNumbers(client, view, pageParam),
    placeholderData: keepPreviousData,
  })
}

/** The counts of every class and use. */
export function numberCountsOptions(client: Client) {
  return queryOptions({ queryKey: [...numberKeys.all, 'counts'] as const, queryFn: () => fetchNumberCounts(client) })
}
