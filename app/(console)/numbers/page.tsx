import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { requireStaff } from '@/lib/auth/require-staff'
import { numberCountsOptions, numberListOptions } from '@/lib/queries/numbers/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { NumbersClient } from './client'
import { loadNumberSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Numbers' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireStaff('/numbers')
  const { use } = await loadNumberSearchParams(searchParams)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  await Promise.all([cache.fetchInfiniteQuery(numberListOptions(supabase, use)), cache.fetchQuery(numberCountsOptions(supabase))])
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <NumbersClient />
    </HydrationBoundary>
  )
}
