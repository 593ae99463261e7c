import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { requireStaff } from '@/lib/auth/require-staff'
import { createQueryClient } from '@/lib/queries/query-client'
import { runCountsOptions, runListOptions } from '@/lib/queries/runs/options'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { createServerSupabase } from '@/lib/supabase/server'
import { RunsClient } from './client'
import { loadRunSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Runs' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { tab } = await loadRunSearchParams(searchParams)
  const staff = await requireStaff(tab === 'all' ? '/runs' : `/runs?tab=${tab}`)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  await Promise.all([
    cache.fetchInfiniteQuery(runListOptions(supabase, cache, tab)),
    cache.fetchQuery(runCountsOptions(supabase)),
    cache.fetchQuery(staffNamesOptions(supabase)),
  ])
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RunsClient self={staff.id} />
    </HydrationBoundary>
  )
}
