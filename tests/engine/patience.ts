import type { Pool } from 'pg'
import { z } from 'zod'
import type { Answer } from './data-api.ts'
import type { Passage } from './door.ts'

const lease = 1000
const longLease = 600_000

/** How long a lost request may still take effect: the lease of the settings. It is short, for what waits so long. As many may be at work as ever are, stuck ones included. */
export const patientSettings = { lease_ms: lease, attempt_ms: lease, provider_timeout_ms: lease, max_in_flight: 60 }

/**
 * A worker's own lease and time-outs are long, so that on a busy machine none of them leads it elsewhere than to its door. Who will be
 * kept waiting waits for a while only. That an intent is old enough to believe a refusal is judged by the short lease.
 */
export function easeClaim(answer: Answer, passage: Passage): Answer {
  const claim = claimed.safeParse(JSON.parse(answer.body))
  if (!claim.success) return answer
  const { budget, context, ...rest } = claim.data
  const eased = {
    ...rest,
    budget: { ...budget, lease_ms: longLease, attempt_ms: longLease, provider_timeout_ms: passage.meetsSilence ? 5_000 : 60_000 },
    context: { ...context, purchases: context.purchases.map((purchase) => ({ ...purchase, asked_at: earlier(purchase.asked_at) })) },
  }
  return { ...answer, body: JSON.stringify(eased) }
}

/** Leases that outlast any test; who dies loses its lease by the test's hand. */
export async function prolongLeases(pool: Pool): Promise<void> {
  await pool.query(`
    create function private.prolong_lease() returns trigger language plpgsql as $$
    begin
      new.lease_expires_at := clock_timestamp() + interval '10 minutes';
      return new;
    end $$;
    create trigger prolong_lease before update on public.phone_provision_logs for each row
    when (old.status <> 'processing' and new.status = 'processing') execute function private.prolong_lease()`)
}

const claimed = z.looseObject({
  claimed: z.literal(true),
  budget: z.looseObject({}),
  context: z.looseObject({ purchases: z.array(z.looseObject({ asked_at: z.string().nullish() })) }),
})

function earlier(at: string | null | undefined): string | null {
  return at ? new Date(Date.parse(at) - longLease + lease).toISOString() : null
}
