'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { RunFacts } from '@/components/run/run-facts'
import { RunHeader } from '@/components/run/run-header'
import { StaleNotice } from '@/components/shell/stale-notice'
import { RunTimeline } from '@/components/timeline/run-timeline'
import { RunVerdict } from '@/components/verdict/run-verdict'
import type { Staff } from '@/lib/auth/roles'
import { useLiveRun } from '@/lib/queries/runs/use-live-run'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { useSupabase } from '@/lib/supabase/client-provider'
import { RunsFailure } from '../states'
import { askForRun } from './actions'

type Props = { id: number; userId: string; staff: Staff }

/** One run: what is so, the action, the evidence. */
export function RunClient({ id, userId, staff }: Props) {
  const { query, refetch } = useLiveRun(id, userId)
  const names = useQuery(staffNamesOptions(useSupabase()))
  const router = useRouter()
  const detail = query.data
  if (!detail) return null
  return (
    <div className="h-full overflow-y-auto">
      <StaleNotice onReload={refetch} />
      {query.isError ? <RunsFailure at={query.dataUpdatedAt} onRetry={refetch} /> : null}
      <div className="mx-auto max-w-[1288px] px-6 pt-4 pb-12 max-sm:px-4">
        <RunHeader detail={detail} people={{ names: names.data ?? {}, self: staff.id }} />
        <div className="mt-5 grid grid-cols-[minmax(0,1fr)_320px] gap-8 max-xl:grid-cols-1">
          <div className="min-w-0">
            <RunVerdict detail={detail} role={staff.role} ask={askForRun} onStarted={(next) => router.push(`/runs/${next}`)} />
            <h2 className="mt-8 mb-2 font-semibold">Timeline</h2>
            <RunTimeline detail={detail} />
          </div>
          <RunFacts detail={detail} />
        </div>
      </div>
    </div>
  )
}
