import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createSerializer, type SearchParams } from 'nuqs/server'
import { requireStaff } from '@/lib/auth/require-staff'
import { numberCountsOptions, numberListOptions } from '@/lib/queries/numbers/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { NumbersClient } from './client'
import { loadNumberSearchParams, numberSearchParams, viewOf } from './search-params'

export const metadata: Metadata = { title: 'Numbers' }
const toAddress = createSerializer(numberSearchParams)

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadNumberSearchParams(searchParams)
  const staff = await requireStaff(toAddress('/numbers', params))
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  await Promise.all([cache.fetchInfiniteQuery(numberListOptions(supabase, viewOf(params))), cache.fetchQuery(numberCountsOptions(supabase))])
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <NumbersClient staff={staff} />
    </HydrationBoundary>
  )
}
