import { z } from 'zod'
import { customerRowSchema, type CustomerRow } from '@/lib/customers/customer-row'
import { customerFacets, toQuery, type CustomerCounts, type CustomerFilter, type CustomerSort } from '@/lib/customers/filter'
import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

const customerPageSize = 100

/** Where a page begins: after the customer with this key. */
export type CustomerCursor = { key: string; id: string }
export type CustomerListPage = { rows: CustomerRow[]; next: CustomerCursor | null }

/** A page of the customers. */
export async function fetchCustomers(client: Client, filter: CustomerFilter, sort: CustomerSort, after: CustomerCursor | null): Promise<CustomerListPage> {
  const { data, error } = await client.rpc('list_customers', { p_filter: toQuery(filter), p_sort: sort, ...(after && { p_after: after }), p_limit: customerPageSize + 1 })
  if (error) throw new ReadError('customers', error)
  const found = z.array(customerRowSchema).parse(data)
  const rows = found.slice(0, customerPageSize)
  const last = rows.at(-1)
  const byEmail = sort === 'email' || sort === 'email_down'
  return { rows, next: last && found.length > customerPageSize ? { key: byEmail ? (last.email ?? '') : last.since, id: last.userId } : null }
}

/** These customers, wherever they stand now. */
export async function fetchCustomerRows(client: Client, ids: readonly string[]): Promise<CustomerRow[]> {
  if (ids.length === 0) return []
  const { data, error } = await client.rpc('list_customers', { p_filter: { ids: [...ids] }, p_limit: 200 })
  if (error) throw new ReadError('customers', error)
  return z.array(customerRowSchema).parse(data)
}

const words = z.record(z.string(), z.number())
const countsSchema = z.object({ total: z.number(), facets: z.partialRecord(z.enum(customerFacets), words) })

/** How many customers match, and what each facet holds. */
export async function fetchCustomerCounts(client: Client, filter: CustomerFilter): Promise<CustomerCounts> {
  const { data, error } = await client.rpc('count_customers', { p_filter: toQuery(filter) })
  if (error) throw new ReadError('customer counts', error)
  const { total, facets } = countsSchema.parse(data)
  const of = (facet: (typeof customerFacets)[number]) => facets[facet] ?? {}
  return { total, facets: { retry: of('retry'), fault: of('fault'), reason: of('reason'), tier: of('tier'), listed: of('listed'), waiting: of('waiting'), status: of('status') } }
}
