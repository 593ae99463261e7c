import { cn } from '@/lib/cn'
import { TableSkeleton } from './table-skeleton'

/** A page with a list before it is there: its name, the room of the bars above the list, and rows. */
export function ListSkeleton({ title, bar = 'line', rows }: { title: string; bar?: 'line' | 'tools' | 'none'; rows?: number }) {
  return (
    <div>
      <div className="flex h-11 items-center border-b border-line px-6 max-sm:px-4">
        <p className="text-md font-semibold">{title}</p>
      </div>
      {bar === 'none' ? null : <div className={cn('border-b border-line', bar === 'tools' ? 'h-11' : 'h-7')} />}
      <TableSkeleton {...(rows === undefined ? {} : { rows })} />
    </div>
  )
}
