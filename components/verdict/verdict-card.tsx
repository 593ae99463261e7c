'use client'

import type { ReactNode } from 'react'
import { Status, StatusChip } from '@/components/status/status'
import { customerSigns, retrySigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import { useNow } from '@/lib/clock/clock-provider'
import { formatWait } from '@/lib/format/duration'
import { faultLabels } from '@/lib/sentences/words'
import type { Verdict } from '@/lib/verdict/verdict'
import { IncidentNotes } from './incident-notes'
import { ActionsDownNote } from './verdict-actions'

type Props = { verdict: Verdict; actions: ReactNode; copyReply: ReactNode }

/** What is so, in one sentence; whose fault, is a retry safe, what the customer notices; the one action; the reply. */
export function VerdictCard({ verdict, actions, copyReply }: Props) {
  return (
    <section aria-label="Verdict" className="rounded-lg border border-line-strong bg-raised [--status-cut:var(--raised)]">
      <VerdictLead verdict={verdict} />
      <dl className="grid grid-cols-3 divide-x divide-line border-t border-line max-sm:grid-cols-1 max-sm:divide-x-0 max-sm:divide-y">
        <Cell label="Fault" value={verdict.fault ? faultLabels[verdict.fault] : 'Nobody'} more={verdict.faultMore} />
        <Cell label="Retry" value={<Status sign={retrySigns[verdict.retry]} />} more={verdict.retryMore} />
        <Cell
          label="For the customer"
          value={verdict.effect.words}
          more={
            <>
              {verdict.effect.more}
              {verdict.effect.since ? (
                <>
                  {' '}
                  <Moment at={verdict.effect.since} />
                </>
              ) : null}
            </>
          }
        />
      </dl>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3 max-sm:px-4">
        {actions}
        {verdict.note ? (
          <p id="verdict-note" className="ml-auto text-sm text-ink-2 max-sm:ml-0">
            {verdict.note}
          </p>
        ) : null}
        {verdict.retry === 'not_needed' ? null : <ActionsDownNote verdict={verdict} />}
      </div>
      <div className="border-t border-line px-5 pt-3 pb-4 max-sm:px-4">
        <div className="mb-2 flex min-h-7 items-center gap-x-2">
          <h3 className="font-semibold">Reply to the customer</h3>
          <span className="text-sm text-ink-2 max-sm:hidden">Written for this verdict</span>
          <span className="ml-auto">{copyReply}</span>
        </div>
        <p className="rounded-md bg-sunken px-3 py-2 text-md">{verdict.reply}</p>
      </div>
    </section>
  )
}

/** Status, sentence, detail, and whether it is only this customer. */
function VerdictLead({ verdict }: { verdict: Verdict }) {
  return (
    <div className="px-5 pt-4 pb-4 max-sm:px-4">
      <p className="mb-2.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusChip sign={customerSigns[verdict.status]} />
        {verdict.lead.since ? (
          <span className="text-sm text-ink-2">
            {verdict.lead.words} <Since at={verdict.lead.since} />
          </span>
        ) : null}
      </p>
      {/* One element for both, so that a verdict that changes by itself is read out whole. */}
      <div role="status" aria-atomic>
        <h2 className="max-w-[38ch] text-xl font-semibold text-balance">{verdict.sentence}</h2>
        {verdict.detail || verdict.code ? (
          <p className="mt-1 text-ink-2">
            {verdict.detail} {verdict.code ? <span className="font-mono text-sm whitespace-nowrap">{verdict.code}</span> : null}
          </p>
        ) : null}
      </div>
      <IncidentNotes incidents={verdict.incidents} />
    </div>
  )
}

function Since({ at }: { at: string }) {
  const now = useNow()
  return <span className="whitespace-nowrap">{formatWait(now - Date.parse(at))}</span>
}

function Cell({ label, value, more }: { label: string; value: ReactNode; more: ReactNode }) {
  return (
    <div className="px-5 py-3 max-sm:grid max-sm:grid-cols-[96px_1fr] max-sm:gap-x-4 max-sm:px-4 max-sm:py-2.5">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-medium">
        {value}
        <span className="block font-normal text-ink-2">{more}</span>
      </dd>
    </div>
  )
}
