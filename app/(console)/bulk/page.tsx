import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { requireStaff } from '@/lib/auth/require-staff'
import { bulkListOptions } from '@/lib/queries/bulk/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { BulkListClient } from './client'

export const metadata: Metadata = { title: 'Bulk' }

export default async function Page() {
  await requireStaff('/bulk')
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  await cache.fetchQuery(bulkListOptions(supabase))
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <BulkListClient />
    </HydrationBoundary>
  )
}
