'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { KeyCaps } from '@/components/ui/key-caps'
import type { StaffRole } from '@/lib/auth/roles'
import { openPurchase, type CustomerPage } from '@/lib/customer/customer'
import { judgeCustomer } from '@/lib/verdict/judge-customer'
import type { CustomerAction } from '@/lib/verdict/verdict'
import { asksFirst } from './action-words'
import { AskDialog } from './ask-dialog'
import type { Asked } from './consequences'
import { useAsk, type AskForRun } from './use-ask'
import { VerdictActions } from './verdict-actions'
import { VerdictCard } from './verdict-card'

type Props = { page: CustomerPage; role: StaffRole; ask: AskForRun; onAnswer: () => void; onCopyReply: (reply: string) => void }

/** The verdict on a customer with its actions: judged anew from every read, so that it changes when a run answers. */
export function CustomerVerdict({ page, role, ask, onAnswer, onCopyReply }: Props) {
  const verdict = judgeCustomer(page, role)
  const [confirming, setConfirming] = useState<Asked | null>(null)
  const { asking, run } = useAsk({ userId: page.userId, runs: page.runs, e164: openPurchase(page)?.e164_number ?? null, ask, onAnswer })
  const copyReply = () => onCopyReply(verdict.reply)
  const act = (action: CustomerAction) => {
    if (!verdict.actions[action].on) return
    if (asksFirst(action)) setConfirming(action)
    else void run(action)
  }
  return (
    <>
      <VerdictCard
        verdict={verdict}
        actions={<VerdictActions verdict={verdict} asking={asking} onAction={act} onCopyReply={copyReply} />}
        copyReply={
          verdict.primary === 'copy_reply' ? null : (
            <Button icon={<Copy aria-hidden size={14} strokeWidth={1.5} />} onClick={copyReply} aria-keyshortcuts="y">
              Copy reply <KeyCaps keys="y" />
            </Button>
          )
        }
      />
      <AskDialog
        action={confirming}
        page={page}
        asking={asking !== null}
        onClose={() => setConfirming(null)}
        onConfirm={(action, reason) => void run(action, reason).then((end) => (end === 'lost' ? undefined : setConfirming(null)))}
      />
    </>
  )
}
