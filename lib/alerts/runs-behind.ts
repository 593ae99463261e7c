import { errorCatalogue } from '@domain/error-catalogue.ts'
import { runsLink } from '@/lib/overview/runs-link'
import type { Incident } from './alert'

const handoverCodes = Object.keys(errorCatalogue.function)
  .filter((code) => code.startsWith('handover_'))
  .join(',')

const filters: Record<string, { status?: string; provider?: string; code?: string }> = {
  twilio_down: { provider: 'twilio' },
  twilio_errors: { provider: 'twilio' },
  vapi_down: { provider: 'vapi' },
  vapi_failures: { provider: 'vapi' },
  provisioning_failures: { status: 'failed' },
  untaken_handovers: { status: 'processing,retry_scheduled', code: handoverCodes },
  foreign_numbers: { code: 'foreign_number' },
  stuck_queue: { status: 'pending,retry_scheduled' },
}

// Those runs are older than what opened the incident.
const atLeastMinutes: Record<string, number> = { untaken_handovers: 60 }

/** The runs of the incident's time, narrowed to those that its rule counts; from a window before it opened. */
export function runsBehind(incident: Pick<Incident, 'rule' | 'opened_at' | 'resolved_at'>, windowMinutes: number): string {
  const minutes = Math.max(windowMinutes, atLeastMinutes[incident.rule] ?? 0)
  const since = new Date(Date.parse(incident.opened_at) - minutes * 60_000).toISOString()
  return runsLink({ since, until: incident.resolved_at ?? undefined, ...filters[incident.rule] })
}
