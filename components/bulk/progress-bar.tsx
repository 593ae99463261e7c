import { cn } from '@/lib/cn'
import { resultCount, type BulkJob, type BulkResult } from '@/lib/bulk/job'

const parts: { results: BulkResult[]; mark: string }[] = [
  { results: ['succeeded', 'skipped', 'superseded'], mark: 'bg-ok-mark' },
  { results: ['failed'], mark: 'bg-danger-mark' },
  { results: ['refused'], mark: 'bg-caution-mark' },
  { results: ['at_work'], mark: 'bg-progress-mark' },
  { results: ['stopped', 'left'], mark: 'bg-idle-mark' },
]

/** How far a job is, in the colours of what became of its items; waiting ones are hatched. */
export function BulkProgressBar({ job, className }: { job: BulkJob; className?: string }) {
  const total = Math.max(1, job.total)
  const open = resultCount(job, 'waiting', 'at_work')
  return (
    <div
      role="progressbar"
      aria-label={`Bulk ${job.id}`}
      aria-valuemin={0}
      aria-valuemax={job.total}
      aria-valuenow={job.total - open}
      className={cn('flex h-1.5 overflow-hidden rounded-full hatched', className)}
    >
      {parts.map(({ results, mark }) => (
        <span key={mark} className={mark} style={{ width: `${(resultCount(job, ...results) / total) * 100}%` }} />
      ))}
    </div>
  )
}
