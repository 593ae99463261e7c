'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useId, useState } from 'react'
import { Status } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import { RunTimeline } from '@/components/timeline/run-timeline'
import { useNow } from '@/lib/clock/clock-provider'
import { cn } from '@/lib/cn'
import type { CustomerPage } from '@/lib/customers/customer'
import { formatDuration } from '@/lib/format/duration'
import { hasEnded, type Run } from '@/lib/runs/run'
import { numberOf } from '@/lib/runs/step-numbers'
import { waitedMs, workingMs } from '@/lib/runs/times'
import { runSentence } from '@/lib/sentences/run-sentence'
import { actionLabels, describeStart } from '@/lib/sentences/words'

type Props = { run: Run; page: CustomerPage; people: Parameters<typeof describeStart>[1]; startsOpen: boolean }

/** One run: what it was, who asked, how long it took; its steps when it is open. */
export function RunSection({ run, page, people, startsOpen }: Props) {
  const id = useId()
  // As it was when it appeared: nothing closes under the reader because a newer run came.
  const [isOpen, setIsOpen] = useState(startsOpen)
  const now = useNow(hasEnded(run.status) ? 86_400_000 : 1000)
  const steps = page.steps.filter((step) => step.runId === run.id)
  const e164 = numberOf(steps, numberThen(run, page))
  const row = { ...run, email: page.email, e164 }
  return (
    <section aria-label={`${actionLabels[run.action]} #${run.id}`} className="relative py-2">
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 max-sm:gap-x-2">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="flex items-center gap-2 rounded-sm after:absolute after:inset-x-0 after:top-0 after:h-10"
        >
          <ChevronRight aria-hidden size={14} strokeWidth={1.5} className={cn('text-ink-3 transition-transform', isOpen && 'rotate-90')} />
          <span className="sr-only">{isOpen ? 'Hide' : 'Show'} the steps of </span>
          <Status sign={runSigns[run.status]} className="min-w-23" />
          <span className="font-medium">{actionLabels[run.action]}</span>
        </button>
        <span className="text-ink-2 max-sm:hidden">{describeStart(run, people)}</span>
        <Link href={`/runs/${run.id}`} prefetch={false} className="relative z-10 rounded-sm font-mono text-sm text-ink-3 hover:text-accent-ink hover:underline">
          #{run.id}
        </Link>
        <span className="ml-auto text-sm text-ink-2 max-lg:hidden">{isOpen ? summary(run, now) : runSentence(row)}</span>
        <Moment at={run.createdAt} className="min-w-18 text-right whitespace-nowrap max-lg:ml-auto" />
        <span className="w-full pl-6 text-sm text-ink-2 lg:hidden">{isOpen ? summary(run, now) : runSentence(row)}</span>
      </div>
      <div id={id} hidden={!isOpen} className="pt-1 pl-6 max-sm:pl-0">
        {isOpen ? (
          <>
            {run.reason ? <p className="pb-1 text-ink-2">“{run.reason}”</p> : null}
            <RunTimeline detail={{ run: row, steps, limits: page.limits }} />
          </>
        ) : null}
      </div>
    </section>
  )
}

/** The number that a run was about, although none of its steps names it: the one that the ledger held then. */
function numberThen(run: Run, { purchases }: CustomerPage): string | null {
  const end = Date.parse(run.finishedAt ?? run.updatedAt)
  const then = purchases.find((row) => Date.parse(row.intended_at) < end && (row.released_at === null || row.released_at > run.createdAt) && row.lost_at === null)
  return purchases.find((row) => row.id === run.purchaseId)?.e164_number ?? then?.e164_number ?? null
}

/** 4 attempts, working 20.2 s, waiting 4 min 32 s. */
function summary(run: Run, now: number): string {
  const attempts = run.attempt === 0 ? [] : [`${run.attempt} ${run.attempt === 1 ? 'attempt' : 'attempts'}`]
  const working = workingMs(run, now)
  return [...attempts, ...(working > 0 ? [`working ${formatDuration(working)}`] : []), `waiting ${formatDuration(waitedMs(run, now))}${hasEnded(run.status) ? '' : ' so far'}`].join(', ')
}
