import { alertBadgeSchema, alertsSchema, incidentDetailSchema, type AlertBadge, type Alerts, type IncidentDetail } from '@/lib/alerts/alert'
import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

/** Rules, open incidents and the last past ones. */
export async function fetchAlerts(client: Client): Promise<Alerts> {
  const { data, error } = await client.rpc('read_alerts')
  if (error) throw new ReadError('alerts', error)
  return alertsSchema.parse(data)
}

/** One incident with its value over time; null when there is none of that number. */
export async function fetchIncident(client: Client, id: number): Promise<IncidentDetail | null> {
  const { data, error } = await client.rpc('read_incident', { p_id: id })
  if (error) throw new ReadError('incident', error)
  return incidentDetailSchema.nullable().parse(data)
}

/** How many fire, and the oldest of them. */
export async function fetchAlertBadge(client: Client): Promise<AlertBadge> {
  const { data, error } = await client.rpc('read_alert_badge')
  if (error) throw new ReadError('alert count', error)
  return alertBadgeSchema.parse(data)
}
