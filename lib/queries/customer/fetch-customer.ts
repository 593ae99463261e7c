import { ReadError } from '@/lib/errors'
import type { CustomerPage } from '@/lib/customers/customer'
import { parseCustomer } from '@/lib/customers/parse-customer'
import type { Client } from '@/lib/supabase/browser'

/** Everything about one customer with their newest runs; null when there is no such customer. */
export async function fetchCustomer(client: Client, id: string, runs: number): Promise<CustomerPage | null> {
  const { data, error } = await client.rpc('read_customer', { p_user_id: id, p_runs: runs })
  if (error) throw new ReadError('customer', error)
  return data === null ? null : parseCustomer(data)
}
