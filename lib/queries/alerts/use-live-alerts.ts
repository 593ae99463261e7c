'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { firstOpenOf } from '@/lib/alerts/first-open'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { alertBadgeOptions, alertKeys, alertsOptions, incidentOptions } from './options'

/** Rules and incidents, and the chosen incident; without a choice the first open one. Read again whenever one changes. */
export function useLiveAlerts(chosen: number | null) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const alerts = useQuery(alertsOptions(supabase))
  const id = chosen ?? firstOpenOf(alerts.data?.open)
  const incident = useQuery(incidentOptions(supabase, id))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: alertKeys.all, type: 'active' }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.twice()
    if (signal.event === 'incident_changed') refetch.once()
  })
  return { alerts, incident, refetch: refetch.once }
}

/** The firing incidents in a word, wherever one is. */
export function useAlertBadge() {
  const cache = useQueryClient()
  const badge = useQuery(alertBadgeOptions(useSupabase()))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: alertKeys.badge, exact: true }))
  useLiveSignal((signal) => (signal.kind === 'resync' ? refetch.twice() : signal.event === 'incident_changed' ? refetch.once() : undefined))
  return badge.data
}
