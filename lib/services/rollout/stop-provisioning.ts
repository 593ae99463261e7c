import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const stopProvisioningSchema = z.object({ scope: z.enum(['new', 'everything']), reason: reasonSchema })
export type StopProvisioning = z.infer<typeof stopProvisioningSchema>

/** Stops new customers from entering, or everything. */
export function stopProvisioning(client: Client, input: StopProvisioning): Promise<null> {
  return changed(client.rpc('stop_provisioning', { p_scope: input.scope, p_reason: input.reason }))
}
