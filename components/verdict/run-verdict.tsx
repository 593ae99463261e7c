'use client'

import { lookUpCode } from '@domain/error-catalogue.ts'
import Link from 'next/link'
import { StatusChip } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { buttonClass } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { StaffRole } from '@/lib/auth/roles'
import { useLiveCustomer } from '@/lib/queries/customer/use-live-customer'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import type { RunRow } from '@/lib/runs/run'
import { newerRun } from '@/lib/runs/newer-run'
import { runSentence } from '@/lib/sentences/run-sentence'
import { judgeCustomer } from '@/lib/verdict/judge-customer'
import { CustomerVerdict } from './customer-verdict'
import { NewerRun } from './newer-run'
import type { AskForRun } from './use-ask'

type Props = { detail: RunDetail; role: StaffRole; ask: AskForRun; onStarted: (runId: number) => void }

/** The verdict on the run's customer, as on their own page. A run that a newer one followed tells its own story, and what is so now. */
export function RunVerdict({ detail, role, ask, onStarted }: Props) {
  const { query, refetch } = useLiveCustomer(detail.run.userId)
  const newer = newerRun(detail.run, detail.others)
  const page = query.data
  if (newer !== null) return <OlderRun run={detail.run} newer={newer.id} now={page ? judgeCustomer(page, role).sentence : null} />
  if (!page) return query.isPending ? <Skeleton className="h-64 w-full opacity-50" /> : <OlderRun run={detail.run} newer={null} now={null} />
  return <CustomerVerdict page={page} role={role} ask={ask} onAnswer={refetch} onStarted={onStarted} />
}

function OlderRun({ run, newer, now }: { run: RunRow; newer: number | null; now: string | null }) {
  const error = run.status === 'failed' && run.errorCode ? lookUpCode(run.errorCode) : null
  return (
    <section aria-label="Verdict" className="rounded-lg border border-line-strong bg-raised px-5 py-4 [--status-cut:var(--raised)] max-sm:px-4">
      <p className="mb-2.5">
        <StatusChip sign={runSigns[run.status]} />
      </p>
      <div role="status" aria-atomic>
        <h2 className="text-xl font-semibold text-balance">{runSentence(run)}.</h2>
        {error ? (
          <p className="mt-1 text-ink-2">
            {error.reason} <span className="font-mono text-sm whitespace-nowrap">{run.errorCode}</span>
          </p>
        ) : null}
      </div>
      {newer === null ? null : <NewerRun of={run.id} id={newer} href={`/runs/${newer}`} now={now} />}
      <p className="mt-3.5">
        <Link href={`/customers/${run.userId}`} prefetch={false} className={buttonClass({ kind: 'primary', size: 'lg', className: 'max-sm:h-10 max-sm:w-full' })}>
          Open customer
        </Link>
      </p>
    </section>
  )
}
