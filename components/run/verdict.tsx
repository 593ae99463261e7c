'use client'

import { lookUpCode } from '@domain/error-catalogue.ts'
import type { ReactNode } from 'react'
import { Status, StatusChip } from '@/components/status/status'
import { retrySigns, runSigns } from '@/components/status/vocabulary'
import { CopyButton } from '@/components/ui/copy-button'
import { useNow } from '@/lib/clock/clock-provider'
import { formatDuration } from '@/lib/format/duration'
import type { RunRow } from '@/lib/runs/run'
import { waitedMs, workingMs } from '@/lib/runs/times'
import { runSentence } from '@/lib/sentences/run-sentence'
import { faultLabels, retrySentences } from '@/lib/sentences/words'

/** What is so, in one sentence; whose fault, is a retry safe, what staff do; the action; the reply. */
export function Verdict({ run, actions, note }: { run: RunRow; actions: ReactNode; note: ReactNode }) {
  const now = useNow()
  const error = run.status === 'failed' && run.errorCode ? lookUpCode(run.errorCode) : null
  return (
    <section aria-label="What is so" className="rounded-lg border border-line-strong bg-raised [--status-cut:var(--raised)]">
      <div className="px-5 pt-4 pb-4">
        <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span role="status">
            <StatusChip sign={runSigns[run.status]} />
          </span>
          <span className="text-ink-2">
            Worked {formatDuration(workingMs(run, now))}, waited {formatDuration(waitedMs(run, now))}
          </span>
        </p>
        <h2 className="text-xl font-semibold text-balance">{runSentence(run)}.</h2>
        {error ? (
          <p className="mt-1 text-ink-2">
            {error.staff} <span className="font-mono text-sm">{run.errorCode}</span>
          </p>
        ) : null}
      </div>
      {error ? (
        <dl className="grid grid-cols-2 divide-x divide-line border-t border-line max-sm:grid-cols-1 max-sm:divide-x-0 max-sm:divide-y">
          <Cell label="Fault">{faultLabels[error.fault]}</Cell>
          <Cell label="Retry" more={retrySentences[error.retry]}>
            <Status sign={retrySigns[error.retry]} />
          </Cell>
        </dl>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3">
        {actions}
        <p className="ml-auto text-ink-2 max-sm:ml-0">{note}</p>
      </div>
      {error?.customer ? <Reply text={error.customer} /> : null}
    </section>
  )
}

function Cell({ label, more, children }: { label: string; more?: string; children: ReactNode }) {
  return (
    <div className="px-5 py-3">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-medium">
        {children}
        {more ? <span className="block font-normal text-ink-2">{more}</span> : null}
      </dd>
    </div>
  )
}

function Reply({ text }: { text: string }) {
  return (
    <div className="border-t border-line px-5 pt-3 pb-4">
      <h3 className="mb-2 flex items-center gap-1 font-semibold">
        Reply to the customer <CopyButton value={text} label="reply" />
      </h3>
      <p className="rounded-md bg-sunken px-3 py-2 text-md">{text}</p>
    </div>
  )
}
