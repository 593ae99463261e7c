import { ReadError } from '@/lib/errors'
import { parseRun, runColumns } from '@/lib/runs/parse-run'
import { hasEnded, type Run, type RunRow } from '@/lib/runs/run'
import { runTabStatuses, type RunTab } from '@/lib/runs/tabs'
import type { Client } from '@/lib/supabase/browser'

export const runPageSize = 50

/** Where a page of runs begins: after this run, which is the last of the page before. */
export type RunCursor = { createdAt: string; id: number }
export type RunPage = { rows: RunRow[]; next: RunCursor | null }

/** One page of runs, newest first. */
export async function fetchRuns(client: Client, tab: RunTab, after: RunCursor | null): Promise<RunPage> {
  let query = client.from('phone_provision_logs').select(runColumns)
  const statuses = runTabStatuses[tab]
  if (statuses) query = query.in('status', [...statuses])
  if (tab === 'staff') query = query.eq('source', 'staff')
  if (after) query = query.or(`created_at.lt."${after.createdAt}",and(created_at.eq."${after.createdAt}",id.lt.${after.id})`)
  const { data, error } = await query
    .order('created_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(runPageSize + 1)
  if (error) throw new ReadError('runs', error)

  const runs = data.slice(0, runPageSize).map(parseRun)
  const last = runs.at(-1)
  return {
    rows: await addPeople(client, runs),
    next: last && data.length > runPageSize ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/** Adds the customer's e-mail and the number that each run was about. There is no foreign key to embed by. */
export async function addPeople(client: Client, runs: readonly Run[]): Promise<RunRow[]> {
  if (runs.length === 0) return []
  const userIds = [...new Set(runs.map((run) => run.userId))]
  const purchaseIds = [...new Set(runs.flatMap((run) => run.purchaseId ?? []))]
  const [customers, purchases] = await Promise.all([
    client.from('provision_customers').select('user_id, email, e164_number, last_run_id').in('user_id', userIds),
    purchaseIds.length === 0
      ? { data: [], error: null }
      : client.from('phone_number_purchases').select('id, e164_number').in('id', purchaseIds),
  ])
  if (customers.error) throw new ReadError('customers', customers.error)
  if (purchases.error) throw new ReadError('numbers', purchases.error)

  const people = new Map(customers.data.map((row) => [row.user_id, row]))
  const numbers = new Map(purchases.data.map((row) => [row.id, row.e164_number]))
  return runs.map((run) => {
    const person = people.get(run.userId)
    // An older run may have been about a number that the customer no longer has.
    const isCurrent = person?.last_run_id === run.id || !hasEnded(run.status)
    const bought = run.purchaseId === null ? undefined : numbers.get(run.purchaseId)
    return { ...run, email: person?.email ?? null, e164: bought ?? (isCurrent ? (person?.e164_number ?? null) : null) }
  })
}
