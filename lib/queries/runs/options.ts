import { infiniteQueryOptions, keepPreviousData, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { keepNewer } from '@/lib/realtime/merge-rows'
import { slowLookMs } from '@/lib/queries/slow-look'
import type { RunCursor, RunScope } from '@/lib/runs/scope'
import type { Client } from '@/lib/supabase/browser'
import { fetchRunDetail } from './fetch-run-detail'
import { fetchRunSummary } from './fetch-run-summary'
import { fetchRuns, type RunPage } from './fetch-runs'
import { runKeys } from './keys'

/**
 * The runs, page by page. A list that is held begins at its head, so that newer runs neither push nor drop what is shown.
 * What a live message has already told is not undone by a read that was under way.
 */
export function runListOptions(client: Client, cache: QueryClient, scope: RunScope, head: RunCursor | null) {
  const queryKey = runKeys.list(scope, head)
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: null as RunCursor | null,
    getNextPageParam: (page: RunPage) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: slowLookMs,
    queryFn: async ({ pageParam }): Promise<RunPage> => {
      const page = await fetchRuns(client, scope, pageParam ?? (head && { createdAt: head.createdAt, id: head.id + 1 }))
      const shown = cache.getQueryData<InfiniteData<RunPage>>(queryKey)?.pages.flatMap(({ rows }) => rows) ?? []
      return { ...page, rows: [...keepNewer(shown, page.rows)] }
    },
  })
}

/** Everything around the list. */
export function runSummaryOptions(client: Client, scope: RunScope, head: RunCursor | null) {
  return queryOptions({ queryKey: runKeys.summary(scope, head), queryFn: () => fetchRunSummary(client, scope, head), placeholderData: keepPreviousData, refetchInterval: slowLookMs })
}

/** Everything about one run. */
export function runDetailOptions(client: Client, id: number) {
  return queryOptions({ queryKey: runKeys.detail(id), queryFn: () => fetchRunDetail(client, id) })
}
