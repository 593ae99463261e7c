'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Status } from '@/components/status/status'
import { retrySigns } from '@/components/status/vocabulary'
import { buttonClass } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { KeyCaps } from '@/components/ui/key-caps'
import { Skeleton } from '@/components/ui/skeleton'
import { Asking } from '@/components/verdict/asking'
import { IncidentNotes } from '@/components/verdict/incident-notes'
import { NewerRun } from '@/components/verdict/newer-run'
import type { AskForRun } from '@/components/verdict/use-ask'
import { ActionsDownNote, VerdictActions } from '@/components/verdict/verdict-actions'
import type { Staff } from '@/lib/auth/roles'
import type { CustomerPage } from '@/lib/customers/customer'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { useLiveCustomer } from '@/lib/queries/customer/use-live-customer'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import { newerRun } from '@/lib/runs/newer-run'
import { runSentence } from '@/lib/sentences/run-sentence'
import { judgeCustomer } from '@/lib/verdict/judge-customer'

type Props = { detail: RunDetail; staff: Staff; ask: AskForRun }

/** The verdict of the customer's page, repeated; an older run says its own sentence and where the newer one is. */
export function SheetVerdict({ detail, staff, ask }: Props) {
  const { query, refetch } = useLiveCustomer(detail.run.userId)
  const page = query.data
  if (!page) return query.isPending ? <Skeleton className="m-5 h-5 w-72" /> : <p className="px-5 py-4 text-sentence font-semibold">{runSentence(detail.run)}.</p>
  return <Judged {...{ detail, staff, ask, page, refetch }} />
}

function Judged({ detail, staff, ask, page, refetch }: Props & { page: CustomerPage; refetch: () => void }) {
  const verdict = judgeCustomer(page, staff.role, staff.id)
  const newer = newerRun(detail.run, detail.others)
  const customer = `/customers/${page.userId}`
  const router = useRouter()
  useShortcuts('This run', [{ keys: 'enter', label: 'Open the customer', run: () => router.push(customer) }])
  return (
    <section aria-label="Verdict" className="px-5 pt-4 pb-4">
      <div role="status" aria-atomic>
        <h3 className="text-sentence font-semibold text-balance">{newer === null ? verdict.sentence : `${runSentence(detail.run)}.`}</h3>
      </div>
      {newer === null ? (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-ink-2">
          <Status sign={retrySigns[verdict.retry]} />
          {verdict.retryMore}.
        </p>
      ) : (
        <NewerRun of={detail.run.id} id={newer.id} href={`/runs?run=${newer.id}`} now={verdict.sentence} />
      )}
      <IncidentNotes incidents={verdict.incidents} />
      <Asking {...{ page, verdict, ask }} onAnswer={refetch}>
        {(asking, act) => (
          <div className="mt-3.5 flex flex-wrap gap-2">
            <VerdictActions verdict={verdict} asking={asking} onAction={act} onCopyReply={() => void copyText(verdict.reply, 'Reply copied')} />
            <Link href={customer} aria-keyshortcuts="Enter" className={buttonClass({ size: 'lg' })}>
              Open customer <KeyCaps keys="enter" />
            </Link>
            <ActionsDownNote verdict={verdict} />
          </div>
        )}
      </Asking>
      {verdict.note ? (
        <p id="verdict-note" className="mt-2 text-sm text-ink-2">
          {verdict.note}
        </p>
      ) : null}
    </section>
  )
}
