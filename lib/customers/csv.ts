import { stringify } from 'csv-stringify/sync'
import { formatWord } from '@/lib/format/words'
import { customerSentence } from '@/lib/sentences/customer-sentence'
import { faultLabels } from '@/lib/sentences/words'
import type { CustomerRow } from './customer-row'

export const csvColumns = ['user_id', 'email', 'status', 'why', 'code', 'fault', 'retry', 'number', 'tier', 'subscription', 'rollout', 'since', 'last_change'] as const

/** A cell that a spreadsheet would run as a formula begins with an apostrophe instead. */
export function escapeCell(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

/** Customers as lines of a CSV; the first page brings the head. */
export function toCsv(rows: readonly CustomerRow[], head: boolean): string {
  return stringify(rows.map(cellsOf), { header: head, columns: [...csvColumns], record_delimiter: 'windows' })
}

function cellsOf(row: CustomerRow): string[] {
  const cells: Record<(typeof csvColumns)[number], string | null> = {
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
    since: row.since,
    last_change: row.updatedAt,
  }
  return csvColumns.map((column) => escapeCell(cells[column] ?? ''))
}
