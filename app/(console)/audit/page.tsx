import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { auditFilterOf } from '@/lib/audit/period'
import { requireStaff } from '@/lib/auth/require-staff'
import { auditCountsOptions, auditListOptions } from '@/lib/queries/audit/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { AuditClient } from './client'
import { loadAuditSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Audit' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff('/audit')
  const now = new Date()
  const filter = auditFilterOf(await loadAuditSearchParams(searchParams), now)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  await Promise.all([cache.fetchInfiniteQuery(auditListOptions(supabase, filter)), cache.fetchQuery(auditCountsOptions(supabase, filter))])
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <AuditClient self={staff.id} openedAt={now.toISOString()} />
    </HydrationBoundary>
  )
}
