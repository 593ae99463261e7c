import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const mendNumberSchema = z.object({
  key: z.string().min(1).max(200),
  fix: z.enum(['adopt', 'give_back', 'remove_import']),
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.uuid(),
})
export type MendNumber = z.infer<typeof mendNumberSchema>

/** Has the engine adopt, give back or remove what only a comparison shows. */
export async function mendNumber(client: Client, input: MendNumber): Promise<{ runId: number }> {
  const { data, error } = await client.rpc('mend_number', { p_key: input.key, p_fix: input.fix, p_reason: input.reason ?? '', p_idempotency_key: input.idempotencyKey })
  if (error) throw asRefusal({ ...error, message: error.message.replace(/^Nothing was started: /, '') })
  return { runId: z.object({ run_id: z.int() }).parse(data).run_id }
}
