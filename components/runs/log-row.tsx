'use client'

import Link from 'next/link'
import { memo, type MouseEvent, type ReactNode } from 'react'
import { Whole } from '@/components/data-table/whole'
import { CodeCell, CustomerCell, SentenceCell, StatusCell, WaitingCell, WorkingCell } from '@/components/run/cells'
import { Moment } from '@/components/time/moment'
import { CheckBox } from '@/components/ui/check-box'
import { cn } from '@/lib/cn'
import { formatPhone } from '@/lib/format/phone'
import type { StaffNames } from '@/lib/queries/staff/fetch-staff-names'
import type { RunRow } from '@/lib/runs/run'
import { actionLabels, describeStarter } from '@/lib/sentences/words'
import type { RunColumn } from './columns'

type Props = {
  run: RunRow
  columns: readonly RunColumn[]
  before: ReactNode
  dim: boolean
  current: boolean
  selected: boolean
  people: { names: StaffNames; self: string }
  onSelect: ((userId: string) => void) | null
  onOpen: (id: number) => void
}

/** One run of the log. Its link covers the row: a click opens the sheet, a click for a new tab the page. */
export const LogRow = memo(function LogRow({ run, columns, before, dim, current, selected, people, onSelect, onOpen }: Props) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(run.id)
  }
  const cells: Record<RunColumn['id'], ReactNode> = {
    pick: onSelect ? <CheckBox className="z-1" checked={selected} aria-label={`Select the customer of run #${run.id}`} onChange={() => onSelect(run.userId)} /> : null,
    time: (
      <Link
        href={`/runs/${run.id}`}
        prefetch={false}
        data-run={run.id}
        onClick={open}
        className="font-mono text-sm whitespace-nowrap after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
      >
        <span className="sr-only">Run #{run.id}, </span>
        <Moment at={run.createdAt} />
      </Link>
    ),
    status: <StatusCell run={run} />,
    action: actionLabels[run.action],
    customer: <CustomerCell run={run} />,
    sentence: <SentenceCell run={run} />,
    number: run.e164 ? formatPhone(run.e164) : <span className="text-ink-3">None</span>,
    code: <CodeCell run={run} />,
    working: <WorkingCell run={run} />,
    waiting: <WaitingCell run={run} />,
    attempts: run.attempt,
    by: <Whole>{describeStarter(run, people)}</Whole>,
  }
  return (
    <>
      {before ? (
        <tr role="row" className="max-sm:block">
          <td role="cell" colSpan={columns.length} className="h-7 border-b border-line bg-sunken px-6 text-sm text-ink-2 max-sm:block max-sm:px-4 max-sm:py-1.5">
            {before}
          </td>
        </tr>
      ) : null}
      <tr
        role="row"
        aria-current={current || undefined}
        className={cn(
          'group relative h-7 transition-colors max-sm:grid max-sm:h-21 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-0.5 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-2',
          current || selected ? 'bg-selected' : 'hover:bg-hover',
          dim && !current && 'text-ink-3 *:text-ink-3 [&_.font-medium]:font-normal',
        )}
      >
        {columns.map((column, at) => (
          <td
            role="cell"
            key={column.id}
            className={cn('border-line px-1.25 last:pr-6 max-sm:px-0 max-sm:last:pr-0 sm:border-b', at === 0 && current && 'shadow-[inset_2px_0_0_var(--accent)]', column.layout)}
          >
            {cells[column.id]}
          </td>
        ))}
      </tr>
    </>
  )
})
