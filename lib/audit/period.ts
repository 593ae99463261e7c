import type { AuditFilter } from './entry'

export const auditPeriods = ['24h', '7d', '30d', 'all'] as const
export type AuditPeriod = (typeof auditPeriods)[number]

export const auditPeriodLabels: Record<AuditPeriod, string> = { '24h': '24 h', '7d': '7 d', '30d': '30 d', all: 'All' }

const hours: Record<AuditPeriod, number | null> = { '24h': 24, '7d': 168, '30d': 720, all: null }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export type AuditParams = { action: string | null; staff: string | null; customer: string | null; period: AuditPeriod }

/** The filter that the address asks for. The period begins at a full hour, so that server and browser ask the same; a customer who is no id does not filter. */
export function auditFilterOf(params: AuditParams, now: Date): AuditFilter {
  const back = hours[params.period]
  const start = back === null ? null : new Date(Math.floor(now.getTime() / 3_600_000 - back) * 3_600_000)
  return {
    action: params.action,
    staff: params.staff || null,
    subject: params.customer && uuid.test(params.customer) ? params.customer : null,
    since: start?.toISOString() ?? null,
  }
}
