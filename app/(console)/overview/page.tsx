import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import type { SearchParams } from 'nuqs/server'
import { FiringBanner } from '@/components/alert/firing-banner'
import { requireStaff } from '@/lib/auth/require-staff'
import { parseZone, zoneCookie } from '@/lib/clock/zone-cookie'
import { comparisonFor } from '@/lib/overview/compare'
import { isZone } from '@/lib/overview/zones'
import { overviewOptions } from '@/lib/queries/overview/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { OverviewClient } from './client'
import { loadOverviewSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Overview' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { range, zone, compare } = await loadOverviewSearchParams(searchParams)
  await requireStaff(`/overview?range=${range}`)
  const cache = createQueryClient()
  const shown = zone !== null && isZone(zone) ? zone : parseZone((await cookies()).get(zoneCookie)?.value)
  // A failed read leaves the page to the browser, which asks again and says so.
  await cache.prefetchQuery(overviewOptions(await createServerSupabase(), range, shown, comparisonFor(range, compare)))
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <OverviewClient firing={<FiringBanner />} />
    </HydrationBoundary>
  )
}
