'use client'

import { Copy } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { KeyCaps } from '@/components/ui/key-caps'
import type { StaffRole } from '@/lib/auth/roles'
import type { CustomerPage } from '@/lib/customers/customer'
import { useSelf } from '@/lib/staff/self-provider'
import { judgeCustomer } from '@/lib/verdict/judge-customer'
import { Asking } from './asking'
import type { AskForRun } from './use-ask'
import { VerdictActions } from './verdict-actions'
import { VerdictCard } from './verdict-card'

type Props = { page: CustomerPage; role: StaffRole; ask: AskForRun; onAnswer: () => void; onStarted?: (runId: number) => void }

/** The verdict on a customer with its actions: judged anew from every read, so that it changes when a run answers. */
export function CustomerVerdict({ page, role, ask, onAnswer, onStarted }: Props) {
  const verdict = judgeCustomer(page, role, useSelf())
  const copyReply = () => void copyText(verdict.reply, 'Reply copied')
  return (
    <Asking {...{ page, verdict, ask, onAnswer }} {...(onStarted && { onStarted })}>
      {(asking, act) => (
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
      )}
    </Asking>
  )
}
