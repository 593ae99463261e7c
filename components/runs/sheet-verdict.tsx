'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DownNote } from '@/components/provider/down-note'
import { Status } from '@/components/status/status'
import { retryVerdictSigns } from '@/components/status/vocabulary'
import { buttonClass } from '@/components/ui/button'
import { KeyCaps } from '@/components/ui/key-caps'
import { Skeleton } from '@/components/ui/skeleton'
import { asksFirst } from '@/components/verdict/action-words'
import { AskDialog } from '@/components/verdict/ask-dialog'
import type { Asked } from '@/components/verdict/consequences'
import { useAsk, type AskForRun } from '@/components/verdict/use-ask'
import { VerdictActions } from '@/components/verdict/verdict-actions'
import type { Staff } from '@/lib/auth/roles'
import { openPurchase, type CustomerPage } from '@/lib/customer/customer'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import { useLiveCustomer } from '@/lib/queries/customer/use-live-customer'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { newerRun } from '@/lib/sentences/retry-availability'
import { runSentence } from '@/lib/sentences/run-sentence'
import { judgeCustomer } from '@/lib/verdict/judge-customer'
import { copyText } from './copy-text'

type Props = { detail: RunDetail; staff: Staff; ask: AskForRun }

/** The verdict of the customer's page, repeated; an older run says its own sentence and where the newer one is. */
export function SheetVerdict({ detail, staff, ask }: Props) {
  const { query, refetch } = useLiveCustomer(detail.run.userId)
  const page = query.data
  const newer = newerRun(detail.run, detail.others)
  if (!page) return query.isPending ? <Skeleton className="m-5 h-5 w-72" /> : <p className="px-5 py-4 text-sentence font-semibold">{runSentence(detail.run)}.</p>
  return <Judged {...{ detail, staff, ask, page, refetch }} newer={newer?.id ?? null} />
}

function Judged({ detail, staff, ask, page, refetch, newer }: Props & { page: CustomerPage; refetch: () => void; newer: number | null }) {
  const verdict = judgeCustomer(page, staff.role)
  const [confirming, setConfirming] = useState<Asked | null>(null)
  const customer = `/customers/${page.userId}`
  const router = useRouter()
  useShortcuts('This run', [{ keys: 'enter', label: 'Open the customer', run: () => router.push(customer) }])
  const { asking, run } = useAsk({ userId: page.userId, runs: page.runs, e164: openPurchase(page)?.e164_number ?? null, ask, onAnswer: refetch })
  return (
    <section aria-label="Verdict" className="px-5 pt-4 pb-4">
      <div role="status" aria-atomic>
        <h3 className="text-sentence font-semibold text-balance">{newer === null ? verdict.sentence : `${runSentence(detail.run)}.`}</h3>
      </div>
      {newer === null ? (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-ink-2">
          <Status sign={retryVerdictSigns[verdict.retry]} />
          {verdict.retryMore}.
        </p>
      ) : (
        <p className="mt-1.5 text-ink-2">
          A newer run exists:{' '}
          <Link href={`/runs?run=${newer}`} className="text-accent-ink hover:underline">
            #{newer}
          </Link>
          . Now: {verdict.sentence}
        </p>
      )}
      <div className="mt-3.5 flex flex-wrap gap-2">
        <VerdictActions
          verdict={verdict}
          asking={asking}
          onAction={(action) => {
            if (!verdict.actions[action].on) return
            if (asksFirst(action)) setConfirming(action)
            else void run(action)
          }}
          onCopyReply={() => void copyText(verdict.reply, 'Reply copied')}
        />
        <Link href={customer} aria-keyshortcuts="Enter" className={buttonClass({ size: 'lg' })}>
          Open customer <KeyCaps keys="enter" />
        </Link>
        <DownNote id="provider-note" />
      </div>
      {verdict.note ? (
        <p id="verdict-note" className="mt-2 text-sm text-ink-2">
          {verdict.note}
        </p>
      ) : null}
      <AskDialog
        action={confirming}
        page={page}
        asking={asking !== null}
        onClose={() => setConfirming(null)}
        onConfirm={(action, reason) => void run(action, reason).then((end) => (end === 'lost' ? undefined : setConfirming(null)))}
      />
    </section>
  )
}
