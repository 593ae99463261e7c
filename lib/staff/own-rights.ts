import { z } from 'zod'

const changeSchema = z.object({ user_id: z.string() })

/** True when a message about the staff is about the reader. */
export function isAbout(payload: unknown, reader: string): boolean {
  const change = changeSchema.safeParse(payload)
  return change.success && change.data.user_id === reader
}

/** True when a page that was opened as `opened` may stay: the database still says that role. A question without an answer lets nobody stay. */
export function mayStay(opened: string, answer: { data: unknown; error: unknown }): boolean {
  return !answer.error && answer.data === opened
}
