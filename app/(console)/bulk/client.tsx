'use client'

import Link from 'next/link'
import { BulkProgressBar } from '@/components/bulk/progress-bar'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Moment } from '@/components/time/moment'
import { EmptyState } from '@/components/ui/empty-state'
import { jobProgress, resultCount, type BulkJob } from '@/lib/bulk/job'
import { bulkActionLabels, jobSentence } from '@/lib/bulk/words'
import { formatCount, plural } from '@/lib/format/count'
import { useBulkList } from '@/lib/queries/bulk/use-bulk'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

/** The jobs that acted on many customers, newest first. */
export function BulkListClient() {
  const { query, refetch } = useBulkList()
  const jobs = query.data ?? []
  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)_auto]">
      <div className="flex h-11 items-center border-b border-line px-6 max-sm:px-4">
        <h1 className="text-md font-semibold max-sm:text-lg">Bulk</h1>
      </div>
      <div>
        <StaleNotice onReload={refetch} />
        {query.isError ? <Failure title="The jobs could not be read" onRetry={refetch} /> : null}
      </div>
      <div className="overflow-y-auto overscroll-contain">
        {query.data && jobs.length === 0 ? (
          <EmptyState title="Nobody has acted on many customers at once">Select runs or customers in their lists; what was started is listed here.</EmptyState>
        ) : null}
        <ul>
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      </div>
      <footer className="flex h-8 items-center border-t border-line px-6 text-sm text-ink-2 max-sm:px-4">
        <span>
          <strong className="font-medium text-ink">{formatCount(jobs.length)}</strong> {plural(jobs.length, 'job', 'jobs')}
          {jobs.length === 100 ? ', the newest' : ''}
        </span>
      </footer>
    </div>
  )
}

function JobLine({ job }: { job: BulkJob }) {
  const self = useSelf()
  const { done, acts, ended } = jobProgress(job)
  const failed = resultCount(job, 'failed', 'refused')
  return (
    <li className="relative grid min-h-11 grid-cols-[minmax(0,1fr)_300px_100px_110px] items-center gap-x-4 border-b border-line px-6 py-1.5 hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:px-4">
      <div className="min-w-0">
        <Link href={`/bulk/${job.id}`} className="block truncate font-medium after:absolute after:inset-0">
          {bulkActionLabels[job.action]} <span className="font-mono text-sm font-normal text-ink-2">#{job.id}</span>
        </Link>
        <p className="truncate text-sm text-ink-2">
          {sayWho({ id: job.createdBy, name: job.staffName }, self)}: {job.reason}
        </p>
      </div>
      <div className="max-sm:col-span-2 max-sm:row-start-2 max-sm:mt-1.5">
        <BulkProgressBar job={job} />
        <p className="mt-1 truncate text-sm text-ink-2">{jobSentence(job, ended, self)}</p>
      </div>
      <p className="text-right max-sm:hidden">
        {formatCount(done)} of {formatCount(acts)}
        {failed > 0 ? <span className="block text-sm text-danger">{formatCount(failed)} failed</span> : null}
      </p>
      <Moment at={job.createdAt} className="text-right text-ink-2" />
    </li>
  )
}
