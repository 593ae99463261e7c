import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const compareNumbersSchema = z.object({ idempotencyKey: z.uuid() })

/** Asks for a comparison with Twilio and VAPI; the database allows one at a time. */
export async function compareNumbers(client: Client, input: z.infer<typeof compareNumbersSchema>): Promise<null> {
  const { error } = await client.rpc('request_inventory_comparison', { p_idempotency_key: input.idempotencyKey })
  if (error) throw asRefusal({ ...error, message: error.message.replace(/^Nothing was started: /, '') })
  return null
}
