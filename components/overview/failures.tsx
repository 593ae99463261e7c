import Link from 'next/link'
import { TableHead, type HeadColumn } from '@/components/ui/table-head'
import { failureWords } from '@/lib/overview/failure-words'
import type { FailureRow, Overview } from '@/lib/overview/overview'
import { runsLink } from '@/lib/overview/runs-link'

const shown = 8

const columns: readonly HeadColumn[] = [
  { label: 'Meaning and code' },
  { label: 'Share', hidden: true, className: 'w-12 max-sm:hidden' },
  { label: 'Now', end: true, className: 'w-11' },
  { label: 'Change', end: true, className: 'w-15' },
]

/** Why customers need attention: what it means, its code, how many now and how that changed. */
export function Failures({ overview }: { overview: Overview }) {
  const { failures, headline, from, to } = overview
  const rows = gather(failures)
  const most = Math.max(...rows.map(({ now }) => now), 1)
  return (
    <section aria-labelledby="failures" className="min-w-0">
      <div className="flex min-h-6 items-center gap-2">
        <h2 id="failures" className="font-semibold">
          Failures by code
        </h2>
        <span className="text-ink-3">
          {headline.needs_attention} {headline.needs_attention === 1 ? 'customer' : 'customers'}
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="py-10 text-center text-ink-2">Nobody needs attention, and nothing failed for good in this period.</p>
      ) : (
        <table className="mt-2 w-full table-fixed">
          <TableHead columns={columns} />
          <tbody>
            {rows.map((row) => (
              <Row key={row.code} row={row} most={most} since={from} until={to} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({ row, most, since, until }: { row: FailureRow; most: number; since: string; until: string }) {
  const isRest = row.code === 'rest'
  const meaning = isRest ? 'Other reasons' : failureWords(row.code)
  // A customer whom nothing ever served has no run to show.
  const href = row.code === 'no_run' ? '/customers?status=needs_attention' : runsLink({ since, until, status: 'failed', code: row.code })
  return (
    <tr className="border-b border-line hover:bg-hover">
      <td className="py-1 pr-2" title={`${row.in_period} failed for good in this period.`}>
        {meaning}
        <span className="block font-mono text-sm leading-4 break-all text-ink-2">
          {isRest ? (
            `${row.in_period} more`
          ) : (
            <Link href={href} className="hover:underline">
              {row.code}
            </Link>
          )}
        </span>
      </td>
      <td className="max-sm:hidden">
        <span aria-hidden className="block h-1.5 rounded-[2px] bg-work" style={{ width: `${(100 * row.now) / most}%`, minWidth: row.now > 0 ? 3 : 0 }} />
        <span className="sr-only">
          {row.now} of {most}
        </span>
      </td>
      <td className="text-right font-medium">{row.now}</td>
      <td className="text-right text-ink-2">{changeWords(row)}</td>
    </tr>
  )
}

function changeWords({ now, before }: FailureRow): string {
  if (before === null) return '–'
  return now === before ? '0' : now > before ? `+${now - before}` : `−${before - now}`
}

/** The most frequent codes, and one row for those that are left. */
function gather(failures: readonly FailureRow[]): FailureRow[] {
  if (failures.length <= shown) return [...failures]
  const rest = failures.slice(shown - 1)
  const sum = (of: (row: FailureRow) => number) => rest.reduce((total, row) => total + of(row), 0)
  const before = rest.some((row) => row.before === null) ? null : sum((row) => row.before ?? 0)
  return [...failures.slice(0, shown - 1), { code: 'rest', now: sum((row) => row.now), before, in_period: rest.length }]
}
