import 'server-only'
import { z } from 'zod'
import { ActionRefused } from '@/lib/auth/action-result'
import { streamPages } from '@/lib/csv/stream-pages'
import { toCsv } from '@/lib/customers/csv'
import { customerRowSchema, type CustomerRow } from '@/lib/customers/customer-row'
import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

const pageSize = 2000

const list = z.array(z.string().max(200)).max(200)

/** What may narrow an export: the facets of the list. */
export const exportFilterSchema = z.strictObject({
  status: list.optional(),
  retry: list.optional(),
  fault: list.optional(),
  reason: list.optional(),
  tier: list.optional(),
  listed: list.optional(),
  waiting: list.optional(),
  text: z.string().max(200).optional(),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>

/** Everything that matches as CSV. Who may see whole e-mails is the database's to say. */
export async function exportCustomers(client: Client, filter: ExportFilter): Promise<ReadableStream<Uint8Array>> {
  const first = await readPage(client, filter, null)
  return streamPages({ first, pageSize, next: (last) => readPage(client, filter, last.userId), write: toCsv })
}

async function readPage(client: Client, filter: ExportFilter, after: string | null): Promise<CustomerRow[]> {
  const { data, error } = await client.rpc('export_customers', { p_filter: filter, ...(after !== null && { p_after: after }), p_limit: pageSize })
  if (error?.code === 'PT403') throw new ActionRefused({ code: 'forbidden', message: error.message })
  if (error) throw new ReadError('customers', error)
  return z.array(customerRowSchema).parse(data)
}
