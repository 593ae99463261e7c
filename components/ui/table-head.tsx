import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** A column of a plain table; a hidden label is read out and not seen. */
export type HeadColumn = { label: ReactNode; end?: true; hidden?: true; className?: string }

/** The head of a plain table: one quiet row of labels above a hairline. */
export function TableHead({ columns, className }: { columns: readonly HeadColumn[]; className?: string }) {
  return (
    <thead className={className}>
      <tr className="h-7 border-b border-line text-left text-sm text-ink-3">
        {columns.map(({ label, end, hidden, className: layout }, index) => (
          <th key={index} scope="col" className={cn('font-normal', end && 'text-right', layout)}>
            {hidden ? <span className="sr-only">{label}</span> : label}
          </th>
        ))}
      </tr>
    </thead>
  )
}
