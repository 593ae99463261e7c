'use client'

import { ConsequenceForm } from '@/components/ui/consequence-form'
import { Dialog } from '@/components/ui/dialog'
import type { ActionError } from '@/lib/auth/action-result'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { openPurchase, type CustomerPage } from '@/lib/customers/customer'
import { formatPhone } from '@/lib/format/phone'
import { consequences, type Asked } from './consequences'

type Props = { action: Asked | null; page: CustomerPage; asking: boolean; failure?: ActionError | null; onClose: () => void; onConfirm: (action: Asked, reason: string) => void }

/**
 * What will happen, to whom, for how much, whether it can be undone; and why. The focus starts in the reason, the first
 * field: focused by React, the dialog would forget where to return to.
 */
export function AskDialog({ action, page, asking, failure = null, onClose, onConfirm }: Props) {
  const open = openPurchase(page)
  const number = open ? formatPhone(open.e164_number) : 'the number'
  const titles = { release: `Release ${number}`, pause: `Pause ${number}`, hold: `Put ${page.email ?? 'this customer'} on hold` }
  return (
    <Dialog open={action !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())} title={action ? titles[action] : ''}>
      {action ? (
        <Form action={action} page={page} asking={asking} failure={failure} onClose={onClose} onConfirm={onConfirm} confirm={action === 'hold' ? 'Put on hold' : titles[action]} />
      ) : null}
    </Dialog>
  )
}

const leads: Record<Asked, string> = {
  release: 'The number leaves our account. Calls to it fail at once.',
  pause: 'The assistant is taken off. The number stays the customer’s.',
  hold: 'Automation keeps off this customer until somebody takes the hold off.',
}
const keeps: Record<Asked, string> = { release: 'Keep the number', pause: 'Keep answering', hold: 'Leave automation on' }

function Form({ action, page, asking, failure, onClose, onConfirm, confirm }: Omit<Props, 'action'> & { action: Asked; confirm: string }) {
  const now = useNow(60_000)
  const timeZone = useTimeZone()
  return (
    <ConsequenceForm
      lead={leads[action]}
      lines={consequences(action, page, new Date(now), timeZone)}
      keep={keeps[action]}
      confirm={confirm}
      kind={action === 'release' ? 'danger' : 'primary'}
      asking={asking}
      failure={failure ?? null}
      onClose={onClose}
      onConfirm={(reason) => onConfirm(action, reason)}
    />
  )
}
