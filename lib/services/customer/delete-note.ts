import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const deleteNoteSchema = z.object({ noteId: z.int() })

/** Removes one's own note; an admin anybody's. */
export async function deleteNote(client: Client, input: z.infer<typeof deleteNoteSchema>): Promise<null> {
  const { error } = await client.rpc('delete_customer_note', { p_note_id: input.noteId })
  if (error) throw asRefusal(error)
  return null
}
