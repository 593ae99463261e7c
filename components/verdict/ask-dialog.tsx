'use client'

import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { Refusal } from '@/components/ui/refusal'
import type { ActionError } from '@/lib/auth/action-result'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { openPurchase, type CustomerPage } from '@/lib/customer/customer'
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
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const now = useNow(60_000)
  const timeZone = useTimeZone()
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (asking) return
        if (reason.trim() === '') setMissing(true)
        else onConfirm(action, reason.trim())
      }}
    >
      <p className="mt-0.5 text-ink-2">{leads[action]}</p>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {consequences(action, page, new Date(now), timeZone).map(([label, words]) => (
          <Line key={label} label={label}>
            {words}
          </Line>
        ))}
      </dl>
      <Field
        label="Reason"
        autoComplete="off"
        maxLength={500}
        className="mt-4"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={missing && reason.trim() === '' ? 'Say why: it is kept in the audit trail.' : null}
      />
      {failure ? (
        <div className="mt-3">
          <Refusal error={failure} />
        </div>
      ) : null}
      <div className="mt-4 flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button onClick={onClose} size="lg" className="max-sm:h-10">
          {keeps[action]}
        </Button>
        <Button type="submit" kind={action === 'release' ? 'danger' : 'primary'} size="lg" off={asking} className="max-sm:h-10">
          {asking ? 'Asking' : confirm}
        </Button>
      </div>
    </form>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[108px_1fr] gap-x-3 py-2 max-sm:grid-cols-1">
      <dt className="text-ink-2">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}
