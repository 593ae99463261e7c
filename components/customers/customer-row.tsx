'use client'

import Link from 'next/link'
import { memo, type ReactNode } from 'react'
import { Whole } from '@/components/data-table/whole'
import { LiveCell } from '@/components/data-table/live-cell'
import { Status } from '@/components/status/status'
import { customerSigns, retrySigns } from '@/components/status/vocabulary'
import { CheckBox } from '@/components/ui/check-box'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { cn } from '@/lib/cn'
import { versionOf, type CustomerRow } from '@/lib/customers/customer-row'
import { formatAbsolute, formatRelative } from '@/lib/format/time'
import { formatWord } from '@/lib/format/words'
import { customerSentence } from '@/lib/sentences/customer-sentence'
import type { CustomerColumn } from './columns'
import { NumberSoFar } from './number-so-far'

type Props = {
  row: CustomerRow
  columns: readonly CustomerColumn[]
  changed: boolean
  current: boolean
  selected: boolean
  onSelect: ((userId: string) => void) | null
}

/** One customer. The link covers the row. */
export const CustomerLine = memo(function CustomerLine({ row, columns, changed, current, selected, onSelect }: Props) {
  return (
    <tr
      role="row"
      data-customer={row.userId}
      aria-current={current || undefined}
      className={cn(
        'group relative h-8 transition-colors max-sm:grid max-sm:h-24 max-sm:grid-cols-[auto_minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-2',
        selected ? 'bg-selected' : changed ? 'bg-sunken hover:bg-hover' : 'hover:bg-hover',
      )}
    >
      {columns.map((column, at) => (
        <td
          role="cell"
          key={column.id}
          className={cn('border-line px-1.5 last:pr-6 max-sm:px-0 max-sm:last:pr-0 sm:border-b', at === 0 && current && 'shadow-[inset_2px_0_0_var(--accent)]', column.layout)}
        >
          {cellOf(column.id, { row, selected, onSelect })}
        </td>
      ))}
    </tr>
  )
})

function cellOf(id: CustomerColumn['id'], { row, selected, onSelect }: Pick<Props, 'row' | 'selected' | 'onSelect'>): ReactNode {
  switch (id) {
    case 'pick':
      return onSelect ? <CheckBox className="z-1 align-middle" checked={selected} aria-label={`Select ${row.email ?? row.userId}`} onChange={() => onSelect(row.userId)} /> : null
    case 'status':
      return (
        <LiveCell version={versionOf(row)}>
          <Status sign={customerSigns[row.status]} />
        </LiveCell>
      )
    case 'customer':
      return <CustomerLink row={row} />
    case 'why':
      return <Why row={row} />
    case 'retry':
      return row.retry ? <Status sign={retrySigns[row.retry]} className="max-sm:flex max-sm:h-6 max-sm:justify-end" /> : <span className="text-ink-3 max-sm:hidden">–</span>
    case 'number':
      return <NumberSoFar number={row.number} intended={row.intended} status={row.status} />
    case 'tier':
      return row.tier ? formatWord(row.tier) : <span className="text-ink-3">None</span>
    case 'subscription':
      return row.subscriptionStatus ? formatWord(row.subscriptionStatus) : <span className="text-ink-3">None</span>
    case 'changed':
      return <Ago at={row.updatedAt} />
    case 'waiting':
      return <Ago at={row.since} />
  }
}

function CustomerLink({ row }: { row: CustomerRow }) {
  const words = row.email ?? row.userId
  return (
    <Link
      href={`/customers/${row.userId}`}
      prefetch={false}
      title={words}
      className={cn(
        'block truncate after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus',
        row.email ? 'font-medium' : 'font-mono text-sm text-ink-2',
      )}
    >
      {words}
    </Link>
  )
}

function Why({ row }: { row: CustomerRow }) {
  const sentence = customerSentence(row)
  return (
    <LiveCell version={sentence} className="max-sm:text-ink-2">
      <Whole>{sentence}</Whole>
    </LiveCell>
  )
}

/** How long something has been so, without "ago": the column's head says it. */
function Ago({ at }: { at: string }) {
  const timeZone = useTimeZone()
  const now = useNow(10_000)
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatAbsolute(date, timeZone)}>
      {formatRelative(date, new Date(Math.max(now, date.getTime()))).replace(/ ago$/, '')}
    </time>
  )
}
