import { ReadError } from '@/lib/errors'
import { parseRunRows } from '@/lib/runs/parse-run-row'
import { hasEnded, type Run, type RunRow } from '@/lib/runs/run'
import { toDatabaseFilter, type RunCursor, type RunScope } from '@/lib/runs/scope'
import type { Client } from '@/lib/supabase/browser'

const runPageSize = 50

export type RunPage = { rows: RunRow[]; next: RunCursor | null }

/** One page of runs, newest first, after the run that ended the page before. */
export async function fetchRuns(client: Client, scope: RunScope, after: RunCursor | null): Promise<RunPage> {
  const { filter } = toDatabaseFilter(scope, Date.now())
  const { data, error } = await client.rpc('list_runs', {
    p_filter: filter,
    p_limit: runPageSize + 1,
    ...(after ? { p_before_at: after.createdAt, p_before_id: after.id } : {}),
  })
  if (error) throw new ReadError('runs', error)
  const found = parseRunRows(data)
  const rows = found.slice(0, runPageSize)
  const last = rows.at(-1)
  return { rows, next: last && found.length > runPageSize ? { createdAt: last.createdAt, id: last.id } : null }
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
