import { ReadError } from '@/lib/errors'
import { runTabStatuses, runTabs, type RunTab } from '@/lib/runs/tabs'
import type { Client } from '@/lib/supabase/browser'

export type RunCounts = Record<RunTab, number>

/** How many runs each tab holds. */
export async function fetchRunCounts(client: Client): Promise<RunCounts> {
  const counts = await Promise.all(runTabs.map(async (tab) => [tab, await countRuns(client, tab)] as const))
  const found = new Map(counts)
  const of = (tab: RunTab) => found.get(tab) ?? 0
  return { all: of('all'), failed: of('failed'), again: of('again'), work: of('work'), staff: of('staff') }
}

async function countRuns(client: Client, tab: RunTab): Promise<number> {
  let query = client.from('phone_provision_logs').select('id', { count: 'exact', head: true })
  const statuses = runTabStatuses[tab]
  if (statuses) query = query.in('status', [...statuses])
  if (tab === 'staff') query = query.eq('source', 'staff')
  const { count, error } = await query
  if (error) throw new ReadError('run counts', error)
  return count ?? 0
}
