'use client'

import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/auth/action-result'
import { ReasonForm } from './reason-form'

export type Start = (input: { reason: string }) => Promise<ActionResult<null>>

/** Ends a stop. */
export function StartDialog({ open, onOpenChange, start }: { open: boolean; onOpenChange: (open: boolean) => void; start: Start }) {
  const close = () => onOpenChange(false)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Start provisioning again?">
      <p className="mt-2 text-ink-2">What waited goes on at a limited rate, and customers in the rollout enter again.</p>
      <ReasonForm key={String(open)} label="Start provisioning" keep="Leave it stopped" act={(reason) => start({ reason })} onDone={close} onCancel={close} />
    </Dialog>
  )
}
