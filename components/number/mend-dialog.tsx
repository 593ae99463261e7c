'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { monthlyUsd } from '@/lib/customer/number-money'
import { formatPhone } from '@/lib/format/phone'
import { formatDay } from '@/lib/format/time'
import { mendConsequences, type AskedMend } from '@/lib/numbers/mend-consequences'
import type { ListedNumber } from '@/lib/numbers/number'

type Asked = { number: ListedNumber; fix: AskedMend }
type Props = { asked: Asked | null; asking: boolean; onClose: () => void; onConfirm: (asked: Asked, reason: string) => void }

const verbs: Record<AskedMend, string> = { give_back: 'Give back', remove_import: 'Remove the import of' }
const leads: Record<AskedMend, string> = {
  give_back: 'The number leaves our account at Twilio.',
  remove_import: 'VAPI forgets this number. Twilio does not have it.',
}

/** What will happen to a number that nobody has, for how much, whether it can be undone; and why. */
export function MendDialog({ asked, asking, onClose, onConfirm }: Props) {
  const title = asked ? `${verbs[asked.fix]} ${formatPhone(asked.number.e164_number)}` : ''
  return (
    <Dialog open={asked !== null} onOpenChange={(open) => (open ? undefined : onClose())} title={title}>
      {asked ? <Form {...{ asked, asking, onClose, onConfirm, title }} /> : null}
    </Dialog>
  )
}

function Form({ asked, asking, onClose, onConfirm, title }: Omit<Props, 'asked'> & { asked: Asked; title: string }) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const now = useNow(60_000)
  const timeZone = useTimeZone()
  const lines = mendConsequences(asked.fix, asked.number, { now: new Date(now), price: monthlyUsd, day: (at) => formatDay(at, timeZone) })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (asking) return
        if (reason.trim() === '') setMissing(true)
        else onConfirm(asked, reason.trim())
      }}
    >
      <p className="mt-0.5 text-ink-2">{leads[asked.fix]}</p>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {lines.map(([label, words]) => (
          <div key={label} className="grid grid-cols-[108px_1fr] gap-x-3 py-2 max-sm:grid-cols-1">
            <dt className="text-ink-2">{label}</dt>
            <dd className="break-words">{words}</dd>
          </div>
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
      <div className="mt-4 flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button onClick={onClose} size="lg" className="max-sm:h-10">
          {asked.fix === 'give_back' ? 'Keep the number' : 'Leave it at VAPI'}
        </Button>
        <Button type="submit" kind="danger" size="lg" off={asking} className="max-sm:h-10">
          {asking ? 'Asking' : title}
        </Button>
      </div>
    </form>
  )
}
