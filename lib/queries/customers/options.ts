import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CustomerFilter, CustomerSort } from '@/lib/customers/filter'
import { slowLookMs } from '@/lib/queries/slow-look'
import type { Client } from '@/lib/supabase/browser'
import { fetchCustomerCounts, fetchCustomerRows, fetchCustomers, type CustomerCursor, type CustomerListPage } from './fetch-customers'
import { customersKeys } from './keys'

/** The customers, page by page. */
export function customerListOptions(client: Client, filter: CustomerFilter, sort: CustomerSort) {
  return infiniteQueryOptions({
    queryKey: customersKeys.list(filter, sort),
    initialPageParam: null as CustomerCursor | null,
    getNextPageParam: (page: CustomerListPage) => page.next,
    queryFn: ({ pageParam }) => fetchCustomers(client, filter, sort, pageParam),
    placeholderData: keepPreviousData,
    refetchInterval: slowLookMs,
  })
}

/** The counts around the list. */
export function customerCountsOptions(client: Client, filter: CustomerFilter) {
  return queryOptions({ queryKey: customersKeys.counts(filter), queryFn: () => fetchCustomerCounts(client, filter), placeholderData: keepPreviousData, refetchInterval: slowLookMs })
}

/** Customers who are still on the screen but no longer in the list. */
export function customerRowsOptions(client: Client, ids: readonly string[]) {
  return queryOptions({ queryKey: customersKeys.rows(ids), queryFn: () => fetchCustomerRows(client, ids), enabled: ids.length > 0, placeholderData: keepPreviousData, refetchInterval: slowLookMs })
}
