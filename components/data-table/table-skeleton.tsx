import { Skeleton } from '@/components/ui/skeleton'

const widths = ['w-14', 'w-24', 'w-16', 'w-44', 'flex-1', 'w-12', 'w-12'] as const

/** Rows that are being read, at the size of rows. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-8 items-center gap-6 border-b border-line px-6 max-sm:h-20 max-sm:px-4">
          {widths.map((width) => (
            <Skeleton key={width} className={`${width} max-sm:nth-[n+4]:hidden`} />
          ))}
        </div>
      ))}
    </div>
  )
}
