import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createSerializer, type SearchParams } from 'nuqs/server'
import { requireStaff } from '@/lib/auth/require-staff'
import { customerCountsOptions, customerListOptions } from '@/lib/queries/customers/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { CustomersClient } from './client'
import { customerSearchParams, filterOf, loadCustomerSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Customers' }
const toAddress = createSerializer(customerSearchParams)

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadCustomerSearchParams(searchParams)
  const staff = await requireStaff(toAddress('/customers', params))
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  const filter = filterOf(params, '')
  await Promise.all([cache.fetchInfiniteQuery(customerListOptions(supabase, filter, params.sort)), cache.fetchQuery(customerCountsOptions(supabase, filter))])
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <CustomersClient staff={staff} />
    </HydrationBoundary>
  )
}
