import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const sendTestSchema = z.object({})

/** A message that says it is a test, to every channel; the answer is how many. */
export async function sendTest(client: Client): Promise<number> {
  const { data, error } = await client.rpc('send_test_notification')
  if (error) throw asRefusal(error)
  return z.object({ messages: z.number() }).parse(data).messages
}
