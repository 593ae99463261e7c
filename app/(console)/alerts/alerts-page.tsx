import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { requireStaff } from '@/lib/auth/require-staff'
import { alertsOptions, incidentOptions } from '@/lib/queries/alerts/options'
import { firstOpenOf } from '@/lib/alerts/first-open'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { AlertsClient } from './client'

/** The alerts page, with the incident that the address names or the first open one. */
export async function AlertsPage({ chosen }: { chosen: number | null }) {
  const staff = await requireStaff(chosen === null ? '/alerts' : `/alerts/${chosen}`)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  // A failed read leaves the page to the browser, which asks again and says so.
  await cache.prefetchQuery(alertsOptions(supabase))
  const id = chosen ?? firstOpenOf(cache.getQueryData(alertsOptions(supabase).queryKey)?.open)
  if (id !== null) await cache.prefetchQuery(incidentOptions(supabase, id))
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <AlertsClient self={staff} chosen={chosen} />
    </HydrationBoundary>
  )
}
