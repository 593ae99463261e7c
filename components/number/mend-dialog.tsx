'use client'

import { ConsequenceForm } from '@/components/ui/consequence-form'
import { Dialog } from '@/components/ui/dialog'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { monthlyUsd } from '@/lib/customers/number-money'
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
const keeps: Record<AskedMend, string> = { give_back: 'Keep the number', remove_import: 'Leave it at VAPI' }

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
  const now = useNow(60_000)
  const timeZone = useTimeZone()
  return (
    <ConsequenceForm
      lead={leads[asked.fix]}
      lines={mendConsequences(asked.fix, asked.number, { now: new Date(now), price: monthlyUsd, day: (at) => formatDay(at, timeZone) })}
      keep={keeps[asked.fix]}
      confirm={title}
      kind="danger"
      asking={asking}
      onClose={onClose}
      onConfirm={(reason) => onConfirm(asked, reason)}
    />
  )
}
