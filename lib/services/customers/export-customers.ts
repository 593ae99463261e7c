import 'server-only'
import { z } from 'zod'
import { ActionRefused } from '@/lib/auth/action-result'
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
  text: z.string().max(200).optional(),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>

/** Everything that matches as CSV, page by page: no more than a page is in memory. Who may see whole e-mails is the database's to say. */
export async function exportCustomers(client: Client, filter: ExportFilter): Promise<ReadableStream<Uint8Array>> {
  // The first page is read before anything is answered, so that a refusal is a status and no broken file.
  let page: CustomerRow[] = await readPage(client, filter, null)
  let first = true
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      if (!first) page = await readPage(client, filter, page.at(-1)?.userId ?? null)
      if (first || page.length > 0) controller.enqueue(encoder.encode(toCsv(page, first)))
      first = false
      if (page.length < pageSize) controller.close()
    },
  })
}

async function readPage(client: Client, filter: ExportFilter, after: string | null): Promise<CustomerRow[]> {
  const { data, error } = await client.rpc('export_customers', { p_filter: filter, ...(after !== null && { p_after: after }), p_limit: pageSize })
  if (error?.code === 'PT403') throw new ActionRefused({ code: 'forbidden', message: error.message })
  if (error) throw new ReadError('customers', error)
  return z.array(customerRowSchema).parse(data)
}
