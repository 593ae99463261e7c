'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { RefObject } from 'react'
import { useLongList } from '@/components/data-table/use-long-list'
import { CheckBox } from '@/components/ui/check-box'
import { cn } from '@/lib/cn'
import type { CustomerRow } from '@/lib/customers/customer-row'
import type { CustomerSort } from '@/lib/customers/filter'
import { customerRowHeight, type CustomerColumn } from './columns'
import { CustomerLine } from './customer-row'
import type { CustomerSelection } from './use-selection'

type Props = {
  rows: readonly CustomerRow[]
  changed: ReadonlySet<string>
  columns: readonly CustomerColumn[]
  scroller: RefObject<HTMLDivElement | null>
  sort: CustomerSort
  onSort: (sort: CustomerSort) => void
  current: string | null
  selection: CustomerSelection | null
  onEnd: () => void
  narrow: boolean
}

/** The list: only the rows near enough to be seen are in the document. */
export function CustomerList(props: Props) {
  const { rows, changed, columns, scroller, current, selection, onEnd, narrow } = props
  const rowHeight = narrow ? customerRowHeight.narrow : customerRowHeight.wide
  const { box, first, end } = useLongList({ count: rows.length, rowHeight, scroller, current, onEnd })
  return (
    <div ref={box}>
      <table role="table" aria-label="Customers" aria-rowcount={rows.length} className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
        <Head {...props} />
        {/* What is not in the document keeps its room. */}
        <tbody role="rowgroup" className="max-sm:block">
          {first > 0 ? <tr aria-hidden className="max-sm:block" style={{ height: first * rowHeight }} /> : null}
          {rows.slice(first, end).map((row) => (
            <CustomerLine
              key={row.userId}
              row={row}
              columns={columns}
              changed={changed.has(row.userId)}
              current={row.userId === current}
              selected={selection?.has(row.userId) ?? false}
              onSelect={selection?.toggle ?? null}
            />
          ))}
        </tbody>
      </table>
      <div aria-hidden style={{ height: (rows.length - end) * rowHeight }} />
    </div>
  )
}

function Head({ columns, sort, onSort, selection, rows }: Props) {
  const some = selection !== null && selection.count > 0
  return (
    <thead role="rowgroup" className="max-sm:sr-only">
      <tr role="row">
        {columns.map(({ id, head, layout }) => (
          <th
            role="columnheader"
            scope="col"
            key={id}
            aria-sort={sortOf(id, sort)}
            className={cn('sticky top-0 z-10 h-7 border-b border-line bg-canvas px-1.5 text-left text-sm font-normal text-ink-3 last:pr-6', layout)}
          >
            {id === 'pick' && selection ? (
              <CheckBox
                className="align-middle"
                aria-label="Select the customers shown"
                checked={some && selection.count >= rows.length}
                some={some && selection.count < rows.length}
                onChange={() => (some ? selection.clear() : selection.selectShown(rows.map((row) => row.userId)))}
              />
            ) : id === 'waiting' || id === 'customer' ? (
              <SortButton label={head} id={id} sort={sort} onSort={onSort} />
            ) : (
              head
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const sorts = { waiting: { up: 'newest', down: 'waiting' }, customer: { up: 'email', down: 'email_down' } } as const

function SortButton({ label, id, sort, onSort }: { label: string; id: keyof typeof sorts; sort: CustomerSort; onSort: (sort: CustomerSort) => void }) {
  const { up, down } = sorts[id]
  const Arrow = sort === up ? ArrowUp : sort === down ? ArrowDown : null
  const first = id === 'waiting' ? down : up
  return (
    <button type="button" onClick={() => onSort(sort === first ? (first === up ? down : up) : first)} className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
      {label}
      {Arrow ? <Arrow aria-hidden size={12} strokeWidth={1.5} /> : null}
    </button>
  )
}

function sortOf(id: CustomerColumn['id'], sort: CustomerSort): 'ascending' | 'descending' | undefined {
  if (id !== 'waiting' && id !== 'customer') return undefined
  return sort === sorts[id].up ? 'ascending' : sort === sorts[id].down ? 'descending' : undefined
}
