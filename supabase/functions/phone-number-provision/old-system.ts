import type { OutboundDeps } from '../_shared/outbound/post-json.ts'
import { postSigned } from '../_shared/outbound/post-signed.ts'
import type { ProviderResult } from '../_shared/providers/provider-error.ts'
import type { Secrets } from '../_shared/secrets.ts'

/** What the old system is told of a customer whom it shall serve. */
export type Handover = {
  user_id: string
  tier_type: string | null
  subscription_status: string | null
  trigger_action: string
  /** Why we do not: kill_switch, deny or outside_percentage. */
  reason: string
  log_id: number
}

/** Hands a customer over; ok only when the old system said that it took them. */
export type OldSystem = (handover: Handover, timeoutMs: number) => Promise<ProviderResult<{ status: number }>>

/** The old system as configured in OLD_SYSTEM_URL and OLD_SYSTEM_SECRET; null when it is not. */
export async function readOldSystem(secrets: Secrets, deps: OutboundDeps): Promise<OldSystem | null> {
  const [url, secret] = await Promise.all([secrets.get('OLD_SYSTEM_URL'), secrets.get('OLD_SYSTEM_SECRET')])
  if (url === null || secret === null) return null
  return async (handover, timeoutMs) => {
    const result = await postSigned(deps, {
      url,
      secret,
      // The same for every attempt of a run: whoever receives it twice can tell.
      id: `handover_${handover.log_id}`,
      body: { type: 'phone_provisioning.handed_over', timestamp: deps.date().toISOString(), data: handover },
      timeoutMs,
    })
    return result.ok ? result : { ok: false, error: { ...result.error, code: `handover_${result.error.code}` } }
  }
}
