'use client'

import { useQueryStates } from 'nuqs'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { OptionalRunColumn } from '@/components/runs/columns'
import { useFollow } from '@/components/runs/use-follow'
import { useLiveRuns } from '@/lib/queries/runs/use-live-runs'
import type { RunFilter } from '@/lib/runs/filter'
import type { RunScope } from '@/lib/runs/scope'
import type { Brush, RunRange } from '@/lib/runs/window'
import { runSearchParams, scopeOf } from './search-params'

/** The state of the page: its address, whether it follows, and what was read. */
export function useRunsPage() {
  const [params, setParams] = useQueryStates(runSearchParams)
  const written = JSON.stringify(scopeOf(params))
  // The scope is a part of the cache's keys and of memos: the same words are the same object.
  const scope = useMemo((): RunScope => JSON.parse(written), [written])
  const following = useFollow(scope, params.run === null && !endsInThePast(scope))
  const { list, summary, refetch } = useLiveRuns(scope, following.follow.head)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const scroller = useRef<HTMLDivElement>(null)
  const opened = useOpened(list.data ? (rows[0]?.id ?? 0) : undefined)
  useEffect(() => following.see(rows[0]))
  const head = following.follow.head
  const first = rows[0]
  // Not following and no head yet: the first rows that came are where the list stays.
  useEffect(() => {
    if (!following.follow.on && head === null && first && !list.isPlaceholderData && !list.isFetching) following.holdAt({ createdAt: first.createdAt, id: first.id })
  })

  const narrow = (next: Partial<typeof params>) => {
    following.forgetHead()
    scroller.current?.scrollTo({ top: 0 })
    void setParams(next)
  }
  return {
    scope,
    run: params.run,
    columns: params.columns,
    setColumns: (columns: OptionalRunColumn[]) => void setParams({ columns }),
    list,
    summary,
    refetch,
    rows,
    scroller,
    opened,
    ...following,
    setFilter: (filter: RunFilter) => narrow({ ...filter, status: [...filter.status], action: [...filter.action], step: [...filter.step], provider: [...filter.provider], code: [...filter.code], by: [...filter.by] }),
    setRange: (range: RunRange) => narrow({ range, from: null, to: null }),
    setBrush: (brush: Brush | null) => {
      if (brush && brush.to !== null) following.end('you look at the past')
      narrow({ from: brush?.from ?? null, to: brush?.to ?? null })
    },
    setRun: (run: number | null) => {
      if (run !== null) following.end('you opened a run')
      void setParams({ run }, { history: params.run === null && run !== null ? 'push' : 'replace' })
    },
    toggleFollow: () => {
      if (following.follow.on) return following.end('switched off')
      following.start()
      scroller.current?.scrollTo({ top: 0 })
      if (endsInThePast(scope)) void setParams({ from: null, to: null })
    },
    showNew: () => {
      following.admit()
      scroller.current?.scrollTo({ top: 0 })
    },
    onScroll: () => {
      const isDown = (scroller.current?.scrollTop ?? 0) > 8
      if (isDown) following.end('you scrolled')
      else if (following.follow.why === 'you scrolled') following.start()
    },
  }
}

function endsInThePast({ brush }: RunScope): boolean {
  return brush !== null && brush.to !== null
}

/** When the page was opened, and what was the newest run then. */
function useOpened(newest: number | undefined): { at: number; newest: number } | null {
  const [opened, setOpened] = useState<{ at: number; newest: number } | null>(null)
  useEffect(() => {
    if (opened === null && newest !== undefined) setOpened({ at: Date.now(), newest })
  }, [opened, newest])
  return opened
}
