import 'server-only'
import { z } from 'zod'
import { ActionRefused } from '@/lib/auth/action-result'
import { streamPages } from '@/lib/csv/stream-pages'
import { ReadError } from '@/lib/errors'
import { runsToCsv } from '@/lib/runs/csv'
import { parseExportedRuns, type ExportedRun } from '@/lib/runs/parse-run-row'
import type { Client } from '@/lib/supabase/browser'

const pageSize = 2000

const list = z.array(z.string().max(200)).max(200)

/** What may narrow an export: the filter of the list, with its time. */
export const exportRunsFilterSchema = z.strictObject({
  status: list.optional(),
  action: list.optional(),
  step: list.optional(),
  provider: list.optional(),
  code: list.optional(),
  by: list.optional(),
  customer: z.guid().optional(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
})
export type ExportRunsFilter = z.infer<typeof exportRunsFilterSchema>

/** Every run that matches as CSV, newest first. What is written after the button was pressed is not in it. */
export async function exportRuns(client: Client, asked: ExportRunsFilter): Promise<ReadableStream<Uint8Array>> {
  const now = Date.now()
  const filter = { ...asked, until: new Date(Math.min(now, Date.parse(asked.until))).toISOString() }
  const first = await readPage(client, filter, null)
  return streamPages({ first, pageSize, next: (last) => readPage(client, filter, last), write: (rows, head) => runsToCsv(rows, { head, now }) })
}

async function readPage(client: Client, filter: ExportRunsFilter, after: ExportedRun | null): Promise<ExportedRun[]> {
  const { data, error } = await client.rpc('export_runs', { p_filter: filter, ...(after && { p_before_at: after.createdAt, p_before_id: after.id }), p_limit: pageSize })
  if (error?.code === 'PT403') throw new ActionRefused({ code: 'forbidden', message: error.message })
  if (error) throw new ReadError('runs', error)
  return parseExportedRuns(data)
}
