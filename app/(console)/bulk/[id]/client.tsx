'use client'

import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import { BulkDialog } from '@/components/bulk/bulk-dialog'
import { ItemList } from '@/components/bulk/item-list'
import { BulkProgressBar } from '@/components/bulk/progress-bar'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Moment } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Staff } from '@/lib/auth/roles'
import { bulkResults, jobProgress, resultCount, type BulkJob, type BulkResult } from '@/lib/bulk/job'
import { bulkActionLabels, bulkResultLabels, customersWords, jobSentence } from '@/lib/bulk/words'
import { formatCount } from '@/lib/format/count'
import { useBulkPage } from '@/lib/queries/bulk/use-bulk'
import { sayWho } from '@/lib/staff/say-who'
import { abortBulk, startBulk } from '../actions'

/** One job: how far it is, the way to stop it, and what came of each customer. */
export function BulkClient({ id, staff }: { id: number; staff: Staff }) {
  const { query, refetch } = useBulkPage(id)
  const [only, setOnly] = useState<BulkResult | null>(null)
  const page = query.data
  if (!page) return null
  const { job } = page
  const items = only ? page.items.filter((item) => item.result === only) : page.items
  return (
    <div className="grid h-full grid-rows-[auto_auto_auto_minmax(0,1fr)]">
      <div>
        <StaleNotice onReload={refetch} />
        {query.isError ? <Failure title="The job could not be read" onRetry={refetch} /> : null}
      </div>
      <JobHead job={job} staff={staff} onChanged={refetch} />
      <div role="group" aria-label="Which results" className="flex h-10 gap-5 overflow-x-auto border-b border-line px-6 max-sm:px-4">
        <Tab label="All" count={job.total} chosen={only === null} onChoose={() => setOnly(null)} />
        {bulkResults
          .filter((result) => resultCount(job, result) > 0 || result === only)
          .map((result) => (
            <Tab key={result} label={bulkResultLabels[result]} count={resultCount(job, result)} chosen={only === result} onChoose={() => setOnly(result)} />
          ))}
      </div>
      <div className="overflow-y-auto overscroll-contain">
        <ItemList items={items} />
        {items.length === 0 ? <EmptyState title="No customer has this result">It changes as the runs answer.</EmptyState> : null}
      </div>
    </div>
  )
}

function JobHead({ job, staff, onChanged }: { job: BulkJob; staff: Staff; onChanged: () => void }) {
  const [again, setAgain] = useState(false)
  const [stopping, setStopping] = useState(false)
  const { done, acts, ended } = jobProgress(job)
  const failed = resultCount(job, 'failed', 'refused')
  const may = staff.role !== 'viewer'
  const stop = async () => {
    setStopping(true)
    const result = await abortBulk({ jobId: job.id }).catch(() => null)
    setStopping(false)
    onChanged()
    if (!result?.ok) toast.warning('Not stopped', { description: result?.error.message ?? 'No answer came. Look at the page before you press again.' })
  }
  return (
    <header className="border-b border-line px-6 pt-3 pb-4 max-sm:px-4">
      <nav aria-label="Where this is" className="mb-2 flex gap-2 text-sm text-ink-2">
        <Link href="/bulk" className="rounded-sm hover:text-ink hover:underline">
          Bulk
        </Link>
        <span aria-hidden>/</span>
        <span aria-current="page">#{job.id}</span>
      </nav>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-lg font-semibold">
            {bulkActionLabels[job.action]}, {customersWords(job.total)}
          </h1>
          <p className="text-ink-2">
            {sayWho({ id: job.createdBy, name: job.staffName }, staff.id)}, <Moment at={job.createdAt} />: {job.reason}
            {job.retryOf ? (
              <>
                {' '}
                (again, what failed in{' '}
                <Link href={`/bulk/${job.retryOf}`} className="text-accent-ink hover:underline">
                  #{job.retryOf}
                </Link>
                )
              </>
            ) : null}
          </p>
        </div>
        {job.state === 'feeding' ? (
          <Button off={!may || stopping} onClick={() => void stop()} className="max-sm:h-10 max-sm:w-full">
            {stopping ? 'Stopping' : 'Stop what has not begun'}
          </Button>
        ) : null}
        {ended && failed > 0 ? (
          <Button kind="primary" size="lg" off={!may} onClick={() => setAgain(true)} className="max-sm:h-10 max-sm:w-full">
            Retry {customersWords(failed)} that failed…
          </Button>
        ) : null}
      </div>
      <BulkProgressBar job={job} className="mt-3" />
      <p role="status" className="mt-1.5 text-ink-2">
        <span className="font-medium text-ink">
          {formatCount(done)} of {formatCount(acts)} done
        </span>
        . {jobSentence(job, ended, staff.id)}
      </p>
      {again ? <BulkDialog scope={{ kind: 'bulk', job_id: job.id }} role={staff.role} start={startBulk} onClose={() => setAgain(false)} /> : null}
    </header>
  )
}

function Tab({ label, count, chosen, onChoose }: { label: string; count: number; chosen: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={`flex shrink-0 items-center gap-1.5 border-b-2 pt-0.5 -outline-offset-2 transition-colors ${chosen ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
    >
      {label} <span className="font-normal text-ink-3">{formatCount(count)}</span>
    </button>
  )
}
