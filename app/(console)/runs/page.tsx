import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createSerializer, type SearchParams } from 'nuqs/server'
import { requireStaff } from '@/lib/auth/require-staff'
import { createQueryClient } from '@/lib/queries/query-client'
import { runDetailOptions, runListOptions, runSummaryOptions } from '@/lib/queries/runs/options'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { createServerSupabase } from '@/lib/supabase/server'
import { RunsClient } from './client'
import { loadRunSearchParams, runSearchParams, scopeOf } from './search-params'

export const metadata: Metadata = { title: 'Runs' }
const toAddress = createSerializer(runSearchParams)

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadRunSearchParams(searchParams)
  const staff = await requireStaff(toAddress('/runs', params))
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  const scope = scopeOf(params)
  await Promise.all([
    cache.fetchInfiniteQuery(runListOptions(supabase, cache, scope, null)),
    cache.fetchQuery(runSummaryOptions(supabase, scope, null)),
    cache.fetchQuery(staffNamesOptions(supabase)),
    params.run === null ? null : cache.prefetchQuery(runDetailOptions(supabase, params.run)),
  ])
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RunsClient staff={staff} />
    </HydrationBoundary>
  )
}
