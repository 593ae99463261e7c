import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'
import { noteBody } from './add-note'

export const editNoteSchema = z.object({ noteId: z.int(), body: noteBody })

/** Changes one's own note. */
export async function editNote(client: Client, input: z.infer<typeof editNoteSchema>): Promise<null> {
  const { error } = await client.rpc('edit_customer_note', { p_note_id: input.noteId, p_body: input.body })
  if (error) throw asRefusal(error)
  return null
}
