'use client'

import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { mergeRows } from '@/lib/realtime/merge-rows'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { parseRunChange } from '@/lib/runs/parse-run'
import type { RunChange } from '@/lib/runs/run'
import type { RunCursor, RunScope } from '@/lib/runs/scope'
import { useSupabase } from '@/lib/supabase/client-provider'
import type { RunPage } from './fetch-runs'
import { runKeys } from './keys'
import { runListOptions, runSummaryOptions } from './options'

/** The runs and everything around them, kept right by live signals. */
export function useLiveRuns(scope: RunScope, head: RunCursor | null) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const list = useInfiniteQuery(runListOptions(supabase, cache, scope, head))
  const summary = useQuery(runSummaryOptions(supabase, scope, head))
  // Each at its own pace: counting seven days must not hold up the rows.
  const rows = useRefetch(() => cache.refetchQueries({ queryKey: runKeys.list(scope, head), exact: true }))
  const counts = useRefetch(() => cache.refetchQueries({ queryKey: runKeys.summary(scope, head), exact: true }))
  const refetch = () => {
    rows.once()
    counts.once()
  }
  useLiveSignal((signal) => {
    // What is read of other filters, or before the list was held, is of before this.
    void cache.invalidateQueries({ queryKey: runKeys.all, type: 'inactive', refetchType: 'none' })
    if (signal.kind === 'resync') {
      rows.twice()
      return counts.twice()
    }
    // An e-mail in the list may be another now; no count is.
    if (signal.event === 'customers_changed') return rows.once()
    if (signal.event !== 'run_changed') return
    const change = parseRunChange(signal.payload)
    if (change) cache.setQueryData<InfiniteData<RunPage>>(runKeys.list(scope, head), (data) => data && mergeIntoPages(data, change))
    refetch()
  })
  return { list, summary, refetch }
}

function mergeIntoPages<Param>(data: InfiniteData<RunPage, Param>, change: RunChange): InfiniteData<RunPage, Param> {
  return { ...data, pages: data.pages.map((page) => ({ ...page, rows: [...mergeRows(page.rows, change).rows] })) }
}
