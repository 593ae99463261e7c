import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Client } from '@/lib/supabase/browser'
import { fetchAlertBadge, fetchAlerts, fetchIncident } from './fetch-alerts'

export const alertKeys = { all: ['alerts'] as const, list: ['alerts', 'list'] as const, badge: ['alerts', 'badge'] as const }

/** Values move without a message: only changes of state are told. */
const everyMs = 15_000

/** The alerts page. */
export function alertsOptions(client: Client) {
  return queryOptions({ queryKey: alertKeys.list, queryFn: () => fetchAlerts(client), refetchInterval: everyMs })
}

/** One incident. */
export function incidentOptions(client: Client, id: number | null) {
  return queryOptions({
    queryKey: [...alertKeys.all, 'incident', id] as const,
    queryFn: () => (id === null ? null : fetchIncident(client, id)),
    enabled: id !== null,
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
  })
}

/** The count in the navigation and the banner. */
export function alertBadgeOptions(client: Client) {
  return queryOptions({ queryKey: alertKeys.badge, queryFn: () => fetchAlertBadge(client), refetchInterval: 30_000 })
}
