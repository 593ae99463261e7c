'use client'

import { ChartLine, Table2 } from 'lucide-react'
import Link from 'next/link'
import { useId, useState, type ReactNode } from 'react'
import { Tooltip } from '@/components/ui/tooltip'

/** A row of the table behind a chart; its first cell leads to the runs. */
export type TableRow = { href: string; cells: readonly string[] }

type Props = { title: string; note?: ReactNode; columns: readonly string[]; rows: readonly TableRow[]; legend?: ReactNode; children: ReactNode }

/** A chart under its heading, and the table with the same figures behind a button. */
export function ChartSection({ title, note, columns, rows, legend, children }: Props) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const what = asTable ? 'Show as chart' : 'Show as table'
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-6 flex-wrap items-center gap-x-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {note ? <span className="text-ink-3">{note}</span> : null}
        <span className="ml-auto flex items-center gap-3">
          {legend}
          <Tooltip text={what}>
            <button
              type="button"
              aria-label={`${title}: ${what.toLowerCase()}`}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
              className="flex size-6 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink max-sm:size-10"
            >
              {asTable ? <ChartLine aria-hidden size={14} strokeWidth={1.5} /> : <Table2 aria-hidden size={14} strokeWidth={1.5} />}
            </button>
          </Tooltip>
        </span>
      </div>
      <div className="mt-2">{asTable ? <FiguresTable title={title} columns={columns} rows={rows} /> : children}</div>
    </section>
  )
}

function FiguresTable({ title, columns, rows }: Pick<Props, 'title' | 'columns' | 'rows'>) {
  return (
    <div className="max-h-80 overflow-auto">
      <table aria-label={title} className="w-full text-sm">
        <thead>
          <tr className="text-ink-3">
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={`sticky top-0 h-7 border-b border-line bg-canvas px-2 font-normal whitespace-nowrap ${index === 0 ? 'pl-0 text-left' : 'text-right'}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ href, cells: [first, ...rest] }) => (
            <tr key={first} className="border-b border-line">
              <th scope="row" className="h-7 pr-2 text-left font-normal whitespace-nowrap">
                <Link href={href} className="hover:underline">
                  {first}
                </Link>
              </th>
              {rest.map((cell, index) => (
                <td key={columns[index + 1]} className="h-7 px-2 text-right whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
