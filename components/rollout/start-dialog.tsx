'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/auth/action-result'
import { ReasonForm } from './reason-form'

export type Start = (input: { version: number; reason: string }) => Promise<ActionResult<null>>

type Props = { open: boolean; onOpenChange: (open: boolean) => void; version: number; start: Start }

/** Ends the stop that stood there when it was opened; one that came since is refused with who was first. */
export function StartDialog({ open, onOpenChange, version, start }: Props) {
  const [seen, setSeen] = useState({ open, version })
  if (seen.open !== open) setSeen({ open, version })
  const close = () => onOpenChange(false)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Start provisioning again?">
      <p className="mt-2 text-ink-2">What waited goes on at a limited rate, and customers in the rollout enter again.</p>
      <ReasonForm
        key={String(open)}
        label="Start provisioning"
        keep="Leave it stopped"
        act={(reason) => start({ version: seen.version, reason })}
        onDone={close}
        onCancel={close}
      />
    </Dialog>
  )
}
