import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

export type FoundCustomer = { userId: string; email: string | null }

/** Customers by a part of the e-mail, by the number, or by the whole user id; at most eight. */
export async function findCustomers(client: Client, text: string): Promise<FoundCustomer[]> {
  const wanted = text.trim()
  if (wanted.length < 2) return []
  const query = client.from('provision_customers').select('user_id, email')
  const digits = wanted.replace(/[\s()-]/g, '')
  const narrowed = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(wanted)
    ? query.eq('user_id', wanted.toLowerCase())
    : /^\+\d{5,}$/.test(digits)
      ? query.eq('e164_number', digits)
      : query.ilike('email', `%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)
  const { data, error } = await narrowed.order('email').limit(8)
  if (error) throw new ReadError('customers', error)
  return data.map((row) => ({ userId: row.user_id, email: row.email }))
}
