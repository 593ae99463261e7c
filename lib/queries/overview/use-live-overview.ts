'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Comparison } from '@/lib/overview/compare'
import type { OverviewRange } from '@/lib/overview/range'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { overviewKeys, overviewOptions } from './options'

/** Runs end many times a second on a busy day: the figures move together, this often. */
const gatherMs = 2000

/** The overview of a range, read again when runs ended or somebody changed the rollout. */
export function useLiveOverview(range: OverviewRange, timeZone: string, comparison: Comparison) {
  const cache = useQueryClient()
  const query = useQuery(overviewOptions(useSupabase(), range, timeZone, comparison))
  const refetch = useRefetch(() => cache.invalidateQueries({ queryKey: overviewKeys.all }))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.once()
    if (!['run_changed', 'rollout_changed', 'incident_changed'].includes(signal.event)) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      refetch.once()
    }, gatherMs)
  })
  return { query, refetch: refetch.once }
}
