import { z } from 'zod'

export const comparisonSchema = z.object({
  complete: z.object({ id: z.int(), finished_at: z.string(), subaccounts: z.enum(['none', 'walked', 'not_readable']), twilio_numbers: z.int(), vapi_numbers: z.int() }).nullable(),
  last: z
    .object({
      id: z.int(),
      state: z.enum(['requested', 'listing', 'complete', 'failed']),
      phase: z.enum(['twilio', 'vapi', 'recording']).nullable(),
      requested_at: z.string(),
      requested_by: z.string().nullable(),
      requested_name: z.string().nullable(),
      started_at: z.string().nullable(),
      finished_at: z.string().nullable(),
      twilio_numbers: z.int().nullable(),
      vapi_numbers: z.int().nullable(),
      error_code: z.string().nullable(),
    })
    .nullable(),
  stale: z.boolean(),
  interval_minutes: z.int(),
  confirm_minutes: z.int(),
  confirm_sightings: z.int(),
})

/** How the last comparisons of Twilio, VAPI and our ledger went. */
export type Comparison = z.infer<typeof comparisonSchema>

/** True while one is asked for or under way. */
export function isComparing({ last }: Comparison): boolean {
  return last?.state === 'requested' || last?.state === 'listing'
}

/** How far the one under way is. */
export function progressWords({ last }: Comparison): string {
  if (last?.state !== 'listing') return 'Starting'
  const twilio = last.twilio_numbers ?? 0
  switch (last.phase) {
    case 'vapi':
      return `${twilio} at Twilio, reading VAPI: ${last.vapi_numbers ?? 0} so far`
    case 'recording':
      return `${twilio} at Twilio, ${last.vapi_numbers ?? 0} at VAPI: comparing`
    default:
      return `Reading Twilio: ${twilio} so far`
  }
}

const causes: Record<string, string> = {
  config_missing: 'a secret of Twilio or VAPI is missing.',
  lease_expired: 'it took longer than five minutes.',
  not_started: 'the function inventory-reconcile never took it.',
  project_mismatch: 'the functions belong to another project than this database.',
  function_error: 'of an error of our own.',
  vapi_incomplete: 'VAPI’s list changed or was not whole while it was read.',
}

/** Why a comparison came to nothing, to follow "because". */
export function failureWords(code: string): string {
  const cause = causes[code]
  if (cause) return cause
  const [, provider, said] = /^(twilio|vapi)_(.+)$/.exec(code) ?? []
  if (!provider || !said) return 'of an error of our own.'
  const name = provider === 'twilio' ? 'Twilio' : 'VAPI'
  if (said === 'timeout' || said === 'network') return `${name} did not answer.`
  if (said === '20003' || said === '401' || said === '403') return `${name} refused our key.`
  return `${name} failed while its numbers were read.`
}
