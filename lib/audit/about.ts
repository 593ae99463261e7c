import { z } from 'zod'
import type { AuditEntry } from './entry'

const request = z.object({ bulk_job_id: z.int().optional(), incident_id: z.int().optional(), comparison_id: z.int().optional(), rule: z.string().optional() }).catch({})

/** What an action without a customer was about: a thing with a page of its own, or words. */
export type About = { words: string; href: string | null }

/** What was acted on, by what was asked for; what names nothing else is about everybody. */
export function aboutOf(entry: Pick<AuditEntry, 'request' | 'member_email'>): About {
  const { bulk_job_id: job, incident_id: incident, comparison_id: comparison, rule } = request.parse(entry.request ?? {})
  if (job !== undefined) return { words: `Bulk #${job}`, href: `/bulk/${job}` }
  if (incident !== undefined) return { words: `Incident ${incident}`, href: `/alerts/${incident}` }
  if (comparison !== undefined) return { words: 'All numbers', href: '/numbers' }
  if (rule !== undefined) return { words: 'Alerts', href: '/alerts' }
  return { words: entry.member_email ?? 'All customers', href: null }
}
