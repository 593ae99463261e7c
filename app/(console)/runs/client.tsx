'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowUp } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useRef } from 'react'
import { RunTable } from '@/components/run/run-table'
import { RunTabs } from '@/components/run/run-tabs'
import { useHeldRows } from '@/components/run/use-held-rows'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Button } from '@/components/ui/button'
import { useLiveRuns } from '@/lib/queries/runs/use-live-runs'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { useSupabase } from '@/lib/supabase/client-provider'
import { RunsEmpty, RunsFailure, RunsFooter } from './states'
import { runSearchParams } from './search-params'

/** The runs: tabs, the live list, the footer. */
export function RunsClient({ self }: { self: string }) {
  const [{ tab }, setParams] = useQueryStates(runSearchParams)
  const { list, counts, refetch } = useLiveRuns(tab)
  const names = useQuery(staffNamesOptions(useSupabase()))
  const scroller = useRef<HTMLDivElement>(null)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const held = useHeldRows(rows)

  const toTop = () => {
    held.release()
    scroller.current?.scrollTo({ top: 0 })
  }
  const choose = (next: typeof tab) => {
    toTop()
    void setParams({ tab: next })
  }

  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)_auto]">
      <div className="flex h-11 items-center gap-x-6 border-b border-line px-6 max-sm:h-auto max-sm:flex-wrap max-sm:gap-x-4 max-sm:px-4 max-sm:pt-2.5">
        <h1 className="text-md font-semibold max-sm:text-lg">Runs</h1>
        <RunTabs tab={tab} counts={counts.data} onChange={choose} />
        <div aria-live="polite" className="ml-auto max-sm:order-2 sm:shrink-0">
          {held.waiting > 0 ? (
            <Button kind="link" icon={<ArrowUp aria-hidden size={14} strokeWidth={1.5} />} onClick={toTop}>
              {held.waiting} new
            </Button>
          ) : null}
        </div>
      </div>
      <div>
        <StaleNotice onReload={refetch} />
        {list.isError && list.data ? <RunsFailure at={list.dataUpdatedAt} onRetry={refetch} /> : null}
      </div>
      <div ref={scroller} onScroll={held.onScroll} className="overflow-y-auto overscroll-contain">
        {list.isPending ? <TableSkeleton /> : null}
        {list.isError && !list.data ? <RunsFailure at={null} onRetry={refetch} /> : null}
        {list.data && rows.length === 0 ? <RunsEmpty tab={tab} total={counts.data?.all} onClear={() => choose('all')} /> : null}
        {rows.length > 0 ? <RunTable rows={held.shown} names={names.data ?? {}} self={self} /> : null}
        {list.hasNextPage ? (
          <div className="flex justify-center p-3">
            <Button off={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {list.isFetchingNextPage ? 'Reading older runs' : 'Show older runs'}
            </Button>
          </div>
        ) : null}
      </div>
      <RunsFooter shown={held.shown.length} total={counts.data?.[tab]} />
    </div>
  )
}
