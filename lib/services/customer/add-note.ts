import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const noteBody = z.string().trim().min(1, { error: 'write something' }).max(2000, { error: 'at most 2,000 characters' })

export const addNoteSchema = z.object({ userId: z.guid(), body: noteBody, idempotencyKey: z.uuid() })

/** Writes a note on a customer. */
export async function addNote(client: Client, input: z.infer<typeof addNoteSchema>): Promise<null> {
  const { error } = await client.rpc('add_customer_note', { p_user_id: input.userId, p_body: input.body, p_idempotency_key: input.idempotencyKey })
  if (error) throw asRefusal(error)
  return null
}
