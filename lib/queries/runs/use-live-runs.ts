'use client'

import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { mergeRows } from '@/lib/realtime/merge-rows'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { parseRunChange } from '@/lib/runs/parse-run'
import type { RunChange } from '@/lib/runs/run'
import type { RunTab } from '@/lib/runs/tabs'
import { useSupabase } from '@/lib/supabase/client-provider'
import type { RunPage } from './fetch-runs'
import { runKeys } from './keys'
import { runCountsOptions, runListOptions } from './options'

/** The runs of a tab and the counts of all, kept right by live signals. */
export function useLiveRuns(tab: RunTab) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const list = useInfiniteQuery(runListOptions(supabase, cache, tab))
  const counts = useQuery(runCountsOptions(supabase))
  const refetch = useRefetch(() =>
    Promise.all([cache.refetchQueries({ queryKey: runKeys.list(tab) }), cache.refetchQueries({ queryKey: runKeys.counts })]),
  )
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.twice()
    if (signal.event !== 'run_changed') return
    const change = parseRunChange(signal.payload)
    if (change) cache.setQueryData<InfiniteData<RunPage>>(runKeys.list(tab), (data) => data && mergeIntoPages(data, change))
    refetch.once()
  })
  return { list, counts, refetch: refetch.once }
}

function mergeIntoPages<Param>(data: InfiniteData<RunPage, Param>, change: RunChange): InfiniteData<RunPage, Param> {
  return { ...data, pages: data.pages.map((page) => ({ ...page, rows: [...mergeRows(page.rows, change).rows] })) }
}
