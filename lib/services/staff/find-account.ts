import 'server-only'
import { z } from 'zod'
import { ActionRefused } from '@/lib/auth/action-result'
import { accountSchema, type Account } from '@/lib/staff/member'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const findAccountSchema = z.object({ userId: z.guid({ error: 'a user id looks like 3f2b8c1e-5d0a-4c7e-9b1f-2a6d8e4c7b90' }) })

/** The account with this id, so that an admin sees whom they are about to add. */
export async function findAccount(client: Client, { userId }: z.infer<typeof findAccountSchema>): Promise<Account> {
  const { data, error } = await client.rpc('find_account', { p_user_id: userId })
  if (error) throw asRefusal(error)
  if (data === null) throw new ActionRefused({ code: 'not_found', message: 'No account has this id. The person signs up first.' })
  return accountSchema.parse(data)
}
