import { ReadError } from '@/lib/errors'
import { toDatabaseFilter, toIso, type RunCursor, type RunScope } from '@/lib/runs/scope'
import { parseSummary, type RunSummary } from '@/lib/runs/summary'
import type { Client } from '@/lib/supabase/browser'

/** Tabs, facets, histogram and errors by code of what the page is about. */
export async function fetchRunSummary(client: Client, scope: RunScope, head: RunCursor | null): Promise<RunSummary> {
  const { window, filter } = toDatabaseFilter(scope, Date.now())
  const { data, error } = await client.rpc('summarise_runs', {
    p_filter: filter,
    p_range: { since: toIso(window.since), until: toIso(window.until), step: window.step },
    ...(head ? { p_head_at: head.createdAt, p_head_id: head.id } : {}),
  })
  if (error) throw new ReadError('run counts', error)
  return parseSummary(data, window)
}
