import { runsLink } from '@/lib/overview/runs-link'
import type { Incident } from './alert'

const filters: Record<string, { status?: string; provider?: string }> = {
  twilio_down: { provider: 'twilio' },
  twilio_errors: { provider: 'twilio' },
  vapi_down: { provider: 'vapi' },
  vapi_failures: { provider: 'vapi' },
  provisioning_failures: { status: 'failed' },
  stuck_queue: { status: 'pending,retry_scheduled' },
}

/** The runs of the incident's time, narrowed to those that its rule counts; from a window before it opened. */
export function runsBehind(incident: Pick<Incident, 'rule' | 'opened_at' | 'resolved_at'>, windowMinutes: number): string {
  const since = new Date(Date.parse(incident.opened_at) - windowMinutes * 60_000).toISOString()
  return runsLink({ since, until: incident.resolved_at ?? undefined, ...filters[incident.rule] })
}
