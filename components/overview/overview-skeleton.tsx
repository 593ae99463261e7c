import { Skeleton } from '@/components/ui/skeleton'

const labels = ['Success, final outcome', 'Needs attention', 'Being set up', 'Time to a number, p50', 'Time to a number, p95', 'Oldest in the queue']

/** Headings, grids and axes at their final size. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Reading the figures">
      <div className="grid grid-cols-6 divide-x divide-line border-y border-line max-xl:grid-cols-3 max-sm:grid-cols-2">
        {labels.map((label) => (
          <div key={label} className="h-[124px] px-4 py-3 first:pl-0">
            <p className="truncate text-sm text-ink-3">{label}</p>
            <Skeleton className="mt-3 h-4 w-20" />
            <Skeleton className="mt-3 w-24" />
          </div>
        ))}
      </div>
      <h2 className="mt-6 font-semibold">Success and errors</h2>
      <EmptyGrid lines={5} height={148} />
      <EmptyGrid lines={3} height={112} />
    </div>
  )
}

function EmptyGrid({ lines, height }: { lines: number; height: number }) {
  return (
    <div aria-hidden className="mr-[104px] ml-11 flex flex-col justify-between border-b border-axis py-1.5" style={{ height }}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="h-px bg-grid" />
      ))}
    </div>
  )
}
