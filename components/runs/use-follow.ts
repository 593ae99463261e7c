'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { runKeys } from '@/lib/queries/runs/keys'
import type { RunRow } from '@/lib/runs/run'
import type { RunCursor, RunScope } from '@/lib/runs/scope'

export type FollowEnd = 'switched off' | 'you opened a run' | 'you scrolled' | 'you look at the past'

export type Follow = {
  on: boolean
  /** Since when it is on, or off. */
  at: number | null
  why: FollowEnd | null
  /** Where a list that is held begins. */
  head: RunCursor | null
}

/**
 * Whether new runs appear by themselves. It is a switch of its own, apart from the connection: off, the list begins at a fixed head,
 * so that nothing moves under the reader; what is shown still changes in place.
 */
export function useFollow(scope: RunScope, initiallyOn: boolean) {
  const cache = useQueryClient()
  const [follow, setFollow] = useState<Follow>({ on: initiallyOn, at: null, why: initiallyOn ? null : 'you look at the past', head: null })
  const newest = useRef<RunCursor | null>(null)

  const hold = (head: RunCursor | null, rest: Omit<Follow, 'head'>) => {
    // What is on the screen is what the held list begins with, so that holding on changes nothing.
    const shown = cache.getQueryData(runKeys.list(scope, follow.head))
    if (head && shown) cache.setQueryData(runKeys.list(scope, head), shown)
    setFollow({ ...rest, head })
  }
  return {
    follow,
    /** The first row that is shown, told after each render. */
    see: (row: RunRow | undefined) => {
      newest.current = row ? { createdAt: row.createdAt, id: row.id } : null
    },
    end: (why: FollowEnd) => {
      if (follow.on) hold(newest.current, { on: false, at: Date.now(), why })
    },
    start: () => setFollow({ on: true, at: Date.now(), why: null, head: null }),
    /** Lets in what has come meanwhile, and goes on holding. */
    admit: () => setFollow({ ...follow, head: null }),
    /** Holds again from this row on, after new ones were let in. */
    holdAt: (head: RunCursor) => {
      if (!follow.on && follow.head === null) hold(head, follow)
    },
    /** Another filter: its list begins at its own top. */
    forgetHead: () => setFollow({ ...follow, head: null }),
  }
}
