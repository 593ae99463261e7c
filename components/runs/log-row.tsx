'use client'

import Link from 'next/link'
import { memo, type MouseEvent, type ReactNode } from 'react'
import { CodeCell, CustomerCell, SentenceCell, StatusCell, WaitingCell, WorkingCell } from '@/components/run/cells'
import { Moment } from '@/components/time/moment'
import { CheckBox } from '@/components/ui/check-box'
import { cn } from '@/lib/cn'
import type { StaffNames } from '@/lib/queries/staff/fetch-staff-names'
import type { RunRow } from '@/lib/runs/run'
import { actionLabels, describeStarter } from '@/lib/sentences/words'

/** Widths, and where a column goes when the sheet takes its room or the screen is narrow. */
export const logColumns = [
  { id: 'pick', head: <span className="sr-only">Select</span>, layout: 'w-9 pl-4 pr-0! max-sm:hidden' },
  { id: 'time', head: 'Time', layout: 'w-19 max-sm:order-2 max-sm:w-auto max-sm:text-right' },
  { id: 'status', head: 'Status', layout: 'w-33 max-sm:order-4 max-sm:w-auto' },
  { id: 'action', head: 'Action', layout: 'w-20 @max-[560px]:hidden' },
  { id: 'customer', head: 'Customer', layout: 'w-48 max-sm:order-1 max-sm:w-auto' },
  { id: 'sentence', head: 'What happened', layout: 'max-sm:order-3 max-sm:col-span-2 max-sm:w-auto' },
  { id: 'code', head: 'Code', layout: 'w-18 @max-[860px]:hidden' },
  { id: 'working', head: 'Working', layout: 'w-17 whitespace-nowrap text-right! text-ink-2 @max-[860px]:hidden' },
  { id: 'waiting', head: 'Waiting', layout: 'w-21 whitespace-nowrap text-right! text-ink-2 @max-[860px]:hidden' },
  { id: 'by', head: 'By', layout: 'w-19 max-sm:order-5 max-sm:w-auto max-sm:self-center max-sm:text-right max-sm:text-ink-2 sm:@max-[860px]:hidden' },
] as const

/** Pixels; rows have one height, which the list counts with. */
export const logRowHeight = { wide: 28, narrow: 84 } as const

type Props = {
  run: RunRow
  before: ReactNode
  dim: boolean
  current: boolean
  selected: boolean
  people: { names: StaffNames; self: string }
  onSelect: ((userId: string) => void) | null
  onOpen: (id: number) => void
}

/** One run of the log. Its link covers the row: a click opens the sheet, a click for a new tab the page. */
export const LogRow = memo(function LogRow({ run, before, dim, current, selected, people, onSelect, onOpen }: Props) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(run.id)
  }
  const cells: Record<(typeof logColumns)[number]['id'], ReactNode> = {
    pick: onSelect ? <CheckBox className="z-1" checked={selected} aria-label={`Select the customer of run #${run.id}`} onChange={() => onSelect(run.userId)} /> : null,
    time: (
      <Link
        href={`/runs/${run.id}`}
        prefetch={false}
        data-run={run.id}
        onClick={open}
        className="font-mono text-sm whitespace-nowrap after:absolute after:inset-0 focus-visible:outline-none after:focus-visible:outline-2 after:focus-visible:-outline-offset-2 after:focus-visible:outline-focus"
      >
        <span className="sr-only">Run #{run.id}, </span>
        <Moment at={run.createdAt} />
      </Link>
    ),
    status: <StatusCell run={run} />,
    action: actionLabels[run.action],
    customer: <CustomerCell run={run} />,
    sentence: <SentenceCell run={run} />,
    code: <CodeCell run={run} />,
    working: <WorkingCell run={run} />,
    waiting: <WaitingCell run={run} />,
    by: <span title={describeStarter(run, people)} className="block truncate">{describeStarter(run, people)}</span>,
  }
  return (
    <>
      {before ? (
        <tr role="row" className="max-sm:block">
          <td role="cell" colSpan={logColumns.length} className="h-7 border-b border-line bg-sunken px-6 text-sm text-ink-2 max-sm:block max-sm:px-4 max-sm:py-1.5">
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
        {logColumns.map((column, at) => (
          <td
            role="cell"
            key={column.id}
            className={cn('border-line px-2 last:pr-6 max-sm:px-0 max-sm:last:pr-0 sm:border-b', at === 0 && current && 'shadow-[inset_2px_0_0_var(--accent)]', column.layout)}
          >
            {cells[column.id]}
          </td>
        ))}
      </tr>
    </>
  )
})
