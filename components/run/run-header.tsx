'use client'

import { ClipboardList } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { NumberSoFar } from '@/components/customers/number-so-far'
import { LiveCell } from '@/components/data-table/live-cell'
import { Status } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { Moment, Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { copyText } from '@/components/ui/copy-text'
import { caseOfRun } from '@/lib/customers/case-of'
import { numberOfColumns } from '@/lib/customers/number-so-far'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import { actionLabels, describeStart } from '@/lib/sentences/words'

type Props = { detail: RunDetail; people: Parameters<typeof describeStart>[1] }

/** Where this is, which run, of whom, and when. */
export function RunHeader({ detail, people }: Props) {
  const { run, customer } = detail
  return (
    <header>
      <nav aria-label="Where this is" className="mb-2 flex gap-2 text-sm text-ink-2">
        <Link href="/runs" className="rounded-sm hover:text-ink hover:underline">
          Runs
        </Link>
        <span aria-hidden>/</span>
        <span aria-current="page">#{run.id}</span>
      </nav>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pb-3">
        <h1 className="flex items-center gap-2 text-lg font-semibold">
          {actionLabels[run.action]} #{run.id}
        </h1>
        <LiveCell version={run.status}>
          <Status sign={runSigns[run.status]} />
        </LiveCell>
        <p className="text-ink-2">{describeStart(run, people)}</p>
        <Button className="ml-auto max-sm:hidden" icon={<ClipboardList aria-hidden size={14} strokeWidth={1.5} />} onClick={() => void copyText(caseOfRun(detail, window.location.origin), 'Case copied')}>
          Copy case
        </Button>
      </div>
      <dl className="grid grid-flow-col justify-start gap-x-10 gap-y-2 border-y border-line py-3 max-md:grid-flow-row max-md:grid-cols-2 max-md:justify-stretch">
        <Item label="Customer" wide>
          {run.email ? (
            <span className="flex min-w-0 items-center gap-1">
              <Link href={`/customers/${run.userId}`} prefetch={false} className="truncate text-accent-ink hover:underline">
                {run.email}
              </Link>
              <CopyButton value={run.email} label="e-mail" />
            </span>
          ) : (
            <Link href={`/customers/${run.userId}`} prefetch={false} className="text-accent-ink hover:underline">
              {run.userExists ? 'No e-mail' : 'Deleted'}
            </Link>
          )}
        </Item>
        <Item label="Number">
          <NumberSoFar {...(customer?.e164_number === run.e164 ? numberOfColumns(customer) : { number: run.e164, intended: null })} status={customer?.status ?? null} />
        </Item>
        <Item label="Written down">
          <Moment at={run.createdAt} /> <span className="text-ink-3">(<Relative at={run.createdAt} />)</span>
        </Item>
        <Item label={run.finishedAt ? 'Ended' : 'Last change'}>
          <Moment at={run.finishedAt ?? run.updatedAt} />
        </Item>
      </dl>
    </header>
  )
}

function Item({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'min-w-0 max-md:col-span-2' : 'min-w-0'}>
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}
