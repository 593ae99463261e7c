import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { keepNewer } from '@/lib/realtime/merge-rows'
import type { RunTab } from '@/lib/runs/tabs'
import type { Client } from '@/lib/supabase/browser'
import { fetchRunCounts } from './fetch-run-counts'
import { fetchRunDetail } from './fetch-run-detail'
import { fetchRuns, type RunCursor, type RunPage } from './fetch-runs'
import { runKeys } from './keys'

/** The runs of a tab, page by page. What a live message has already told is not undone by a read that was under way. */
export function runListOptions(client: Client, cache: QueryClient, tab: RunTab) {
  return infiniteQueryOptions({
    queryKey: runKeys.list(tab),
    initialPageParam: null as RunCursor | null,
    getNextPageParam: (page: RunPage) => page.next,
    queryFn: async ({ pageParam }): Promise<RunPage> => {
      const page = await fetchRuns(client, tab, pageParam)
      const shown = cache.getQueryData<InfiniteData<RunPage>>(runKeys.list(tab))?.pages.flatMap(({ rows }) => rows) ?? []
      return { ...page, rows: [...keepNewer(shown, page.rows)] }
    },
  })
}

/** How many runs each tab holds. */
export function runCountsOptions(client: Client) {
  return queryOptions({ queryKey: runKeys.counts, queryFn: () => fetchRunCounts(client) })
}

/** Everything about one run. */
export function runDetailOptions(client: Client, id: number) {
  return queryOptions({ queryKey: runKeys.detail(id), queryFn: () => fetchRunDetail(client, id) })
}
