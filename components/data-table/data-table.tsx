'use client'

import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** What the table needs of a column: how wide, how aligned, where on a narrow screen. */
export type ColumnLayout = Record<string, string>

type CellLike = { id: string; column: { id: string } }
type TableLike<Cell extends CellLike, Header> = {
  getHeaderGroups: () => { id: string; headers: Header[] }[]
  getRowModel: () => { rows: { id: string; getAllCells: () => Cell[] }[] }
}

type Props<Cell extends CellLike, Header extends { id: string; column: { id: string } }> = {
  table: TableLike<Cell, Header>
  label: string
  layout: ColumnLayout
  /** The classes of a narrow screen's row, which is a small grid instead of a line. */
  narrow: string
  renderHeader: (header: Header) => ReactNode
  renderCell: (cell: Cell) => ReactNode
  rowClass?: (rowId: string) => string | undefined
}

/** A table: head 28, rows 32, a hairline below each; below 768 a row becomes a small grid. Roles are explicit because that grid drops them. */
export function DataTable<Cell extends CellLike, Header extends { id: string; column: { id: string } }>(props: Props<Cell, Header>) {
  const { table, label, layout, narrow, renderHeader, renderCell, rowClass } = props
  return (
    <table role="table" aria-label={label} className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
      <thead role="rowgroup" className="max-sm:sr-only">
        {table.getHeaderGroups().map((group) => (
          <tr role="row" key={group.id}>
            {group.headers.map((header) => (
              <th
                role="columnheader"
                scope="col"
                key={header.id}
                className={cn('sticky top-0 z-10 h-7 border-b border-line bg-canvas px-2 text-left text-sm font-normal text-ink-3 first:pl-6 last:pr-6', layout[header.column.id])}
              >
                {renderHeader(header)}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {table.getRowModel().rows.map((row) => (
          <tr
            role="row"
            key={row.id}
            className={cn('group relative h-8 transition-colors hover:bg-hover max-sm:grid max-sm:h-auto max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-2', narrow, rowClass?.(row.id))}
          >
            {row.getAllCells().map((cell) => (
              <td
                role="cell"
                key={cell.id}
                className={cn('border-line px-2 first:pl-6 last:pr-6 max-sm:px-0 max-sm:first:pl-0 max-sm:last:pr-0 sm:border-b', layout[cell.column.id])}
              >
                {renderCell(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
