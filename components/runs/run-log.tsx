'use client'

import type { RefObject } from 'react'
import { useLongList } from '@/components/data-table/use-long-list'
import { cn } from '@/lib/cn'
import type { StaffNames } from '@/lib/queries/staff/fetch-staff-names'
import type { RunRow } from '@/lib/runs/run'
import { logRowHeight, type RunColumn } from './columns'
import { LogRow } from './log-row'
import { OpenedLine } from './opened-line'

type Props = {
  rows: readonly RunRow[]
  columns: readonly RunColumn[]
  scroller: RefObject<HTMLDivElement | null>
  people: { names: StaffNames; self: string }
  current: number | null
  /** Runs up to this id were there when the page was opened; null while nothing is dimmed. */
  dimUpTo: number | null
  openedAt: number | null
  selected: ReadonlySet<string>
  onSelect: ((userId: string) => void) | null
  onOpen: (id: number) => void
  onEnd: () => void
  narrow: boolean
}

/** The log: only the rows near enough to be seen are in the document. */
export function RunLog(props: Props) {
  const { rows, scroller, current, dimUpTo, openedAt, onEnd, narrow } = props
  const rowHeight = narrow ? logRowHeight.narrow : logRowHeight.wide
  const { box, first, end } = useLongList({ count: rows.length, rowHeight, scroller, current, onEnd })
  const line = dimUpTo === null || openedAt === null ? -1 : rows.findIndex((row) => row.id <= dimUpTo)

  return (
    <div ref={box}>
      <table role="table" aria-label="Runs" aria-rowcount={rows.length} className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
        <LogHead columns={props.columns} />
        {/* What is not in the document keeps its room. */}
        <tbody role="rowgroup" className="max-sm:block">
          {first > 0 ? <tr aria-hidden className="max-sm:block" style={{ height: first * rowHeight }} /> : null}
          {rows.slice(first, end).map((run, index) => (
            <LogRow
              key={run.id}
              run={run}
              columns={props.columns}
              before={first + index === line && openedAt !== null ? <OpenedLine at={openedAt} /> : null}
              dim={dimUpTo !== null && run.id <= dimUpTo}
              current={run.id === current}
              selected={props.selected.has(run.userId)}
              people={props.people}
              onSelect={props.onSelect}
              onOpen={props.onOpen}
            />
          ))}
        </tbody>
      </table>
      <div aria-hidden style={{ height: (rows.length - end) * rowHeight }} />
    </div>
  )
}

function LogHead({ columns }: Pick<Props, 'columns'>) {
  return (
    <thead role="rowgroup" className="max-sm:sr-only">
      <tr role="row">
        {columns.map((column) => (
          <th
            role="columnheader"
            scope="col"
            key={column.id}
            className={cn('sticky top-0 z-10 h-7 border-b border-line bg-canvas px-1.25 text-left text-sm font-normal text-ink-3 last:pr-6', column.layout)}
          >
            {column.id === 'pick' ? <span className="sr-only">{column.head}</span> : column.head}
          </th>
        ))}
      </tr>
    </thead>
  )
}
