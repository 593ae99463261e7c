import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { changed } from './call'
import { reasonSchema } from './reason'

export const activateProvisioningSchema = z.object({ projectRef: z.string().trim().min(1, { error: 'name the project' }).max(100), reason: reasonSchema })
export type ActivateProvisioning = z.infer<typeof activateProvisioningSchema>

/** Ends report-only and binds the database to one project. */
export function activateProvisioning(client: Client, input: ActivateProvisioning): Promise<null> {
  return changed(client.rpc('activate_provisioning', { p_project_ref: input.projectRef, p_reason: input.reason }))
}
