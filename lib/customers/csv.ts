import { toCsvLines } from '@/lib/csv/csv'
import { formatWord } from '@/lib/format/words'
import { customerSentence } from '@/lib/sentences/customer-sentence'
import { faultLabels } from '@/lib/sentences/words'
import type { CustomerRow } from './customer-row'

export const csvColumns = ['user_id', 'email', 'status', 'why', 'code', 'fault', 'retry', 'number', 'tier', 'subscription', 'rollout', 'waiting_for', 'since', 'last_change'] as const

/** Customers as lines of a CSV; the first page brings the head. */
export function toCsv(rows: readonly CustomerRow[], head: boolean): string {
  return toCsvLines(csvColumns, rows.map(cellsOf), head)
}

function cellsOf(row: CustomerRow): Record<(typeof csvColumns)[number], string | null> {
  return {
    user_id: row.userId,
    email: row.email,
    status: formatWord(row.status),
    why: customerSentence(row),
    code: row.status === 'needs_attention' ? row.reasonCode : null,
    fault: row.fault && faultLabels[row.fault],
    retry: row.retry && formatWord(row.retry),
    number: row.number,
    tier: row.tier,
    subscription: row.subscriptionStatus,
    rollout: formatWord(row.listed),
    waiting_for: row.waitingOn && formatWord(row.waitingOn),
    since: row.since,
    last_change: row.updatedAt,
  }
}
