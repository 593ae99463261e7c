import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Client } from '@/lib/supabase/browser'
import { fetchCustomer } from './fetch-customer'
import { customerKeys } from './keys'

/** How many runs a page opens with; the rest come when asked for. */
export const runsAtFirst = 20
export const runsAtMost = 1000

/** One customer; asking for more runs keeps what is shown until they are there. */
export function customerOptions(client: Client, id: string, runs: number = runsAtFirst) {
  return queryOptions({ queryKey: customerKeys.read(id, runs), queryFn: () => fetchCustomer(client, id, runs), placeholderData: keepPreviousData })
}
