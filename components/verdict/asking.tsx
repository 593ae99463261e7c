'use client'

import { useState, type ReactNode } from 'react'
import { openPurchase, type CustomerPage } from '@/lib/customers/customer'
import type { CustomerAction, Verdict } from '@/lib/verdict/verdict'
import { asksFirst } from './action-words'
import { AskDialog } from './ask-dialog'
import type { Asked } from './consequences'
import { useAsk, type AskForRun } from './use-ask'

type Props = { page: CustomerPage; verdict: Verdict; ask: AskForRun; onAnswer: () => void; onStarted?: (runId: number) => void; children: (asking: CustomerAction | null, act: (action: CustomerAction) => void) => ReactNode }

/** The way from a button to an action: what asks first opens its dialog, and an answer that is worth another try keeps it open. */
export function Asking({ page, verdict, ask, onAnswer, onStarted, children }: Props) {
  const [confirming, setConfirming] = useState<Asked | null>(null)
  const { asking, failure, forget, run } = useAsk({ userId: page.userId, runs: page.runs, e164: openPurchase(page)?.e164_number ?? null, ask, onAnswer, ...(onStarted && { onStarted }) })
  const act = (action: CustomerAction) => {
    if (!verdict.actions[action].on) return
    if (asksFirst(action)) setConfirming(action)
    else void run(action)
  }
  const close = () => {
    setConfirming(null)
    forget()
  }
  return (
    <>
      {children(asking, act)}
      <AskDialog
        action={confirming}
        page={page}
        asking={asking !== null}
        failure={failure}
        onClose={close}
        onConfirm={(action, reason) => void run(action, reason).then((end) => (end === 'again' ? undefined : close()))}
      />
    </>
  )
}
