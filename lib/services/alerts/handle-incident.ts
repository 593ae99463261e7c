import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const acknowledgeSchema = z.object({ id: z.int() })
export const silenceSchema = z.object({
  id: z.int(),
  /** 0 ends the silence. */
  minutes: z.int().min(0).max(1440, { error: 'a day at most' }),
  reason: z.string().trim().max(500),
})
export type Silence = z.infer<typeof silenceSchema>

/** Makes the caller the owner. */
export async function acknowledgeIncident(client: Client, input: { id: number }): Promise<null> {
  const { error } = await client.rpc('acknowledge_incident', { p_id: input.id })
  if (error) throw asRefusal(error)
  return null
}

/** No messages about it for so long, or from now on again. */
export async function silenceIncident(client: Client, input: Silence): Promise<null> {
  const { error } = await client.rpc('silence_incident', { p_id: input.id, p_minutes: input.minutes, p_reason: input.reason })
  if (error) throw asRefusal(error)
  return null
}
