import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { requireStaff } from '@/lib/auth/require-staff'
import { createQueryClient } from '@/lib/queries/query-client'
import { membersOptions } from '@/lib/queries/staff/options'
import { createServerSupabase } from '@/lib/supabase/server'
import { StaffClient } from './client'

export const metadata: Metadata = { title: 'Staff' }

export default async function Page() {
  const staff = await requireStaff('/staff')
  const cache = createQueryClient()
  await cache.fetchQuery(membersOptions(await createServerSupabase()))
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <StaffClient self={staff} />
    </HydrationBoundary>
  )
}
