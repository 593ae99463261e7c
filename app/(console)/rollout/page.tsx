import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { requireStaff } from '@/lib/auth/require-staff'
import { readEnv } from '@/lib/env.server'
import { rolloutHistoryOptions, rolloutOverridesOptions, rolloutPreviewOptions, rolloutStatusOptions } from '@/lib/queries/rollout/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { projectRefOf } from '@/lib/rollout/project-ref'
import { createServerSupabase } from '@/lib/supabase/server'
import { RolloutClient } from './client'

export const metadata: Metadata = { title: 'Rollout' }

export default async function Page() {
  const staff = await requireStaff('/rollout')
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  const [status] = await Promise.all([
    cache.fetchQuery(rolloutStatusOptions(supabase)),
    cache.fetchQuery(rolloutHistoryOptions(supabase)),
    cache.fetchQuery(rolloutOverridesOptions(supabase)),
  ])
  await cache.prefetchQuery(rolloutPreviewOptions(supabase, status.percentage_bp))
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RolloutClient staff={staff} projectRef={projectRefOf(readEnv().supabaseUrl)} />
    </HydrationBoundary>
  )
}
