import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const startProvisioningSchema = z.object({ version: z.int(), reason: reasonSchema })
export type StartProvisioning = z.infer<typeof startProvisioningSchema>

/** Ends a stop; what waited drains at a limited rate. */
export function startProvisioning(client: Client, input: StartProvisioning): Promise<null> {
  return changed(client.rpc('start_provisioning', { p_reason: input.reason, p_version: input.version }))
}
