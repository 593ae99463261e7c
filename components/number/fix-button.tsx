'use client'

import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'
import { twilioNumberUrl } from '@/lib/customers/consoles'
import { formatPhone } from '@/lib/format/phone'
import type { ListedNumber, NumberFix } from '@/lib/numbers/number'
import { fixLabels } from '@/lib/numbers/words'

type Props = { number: ListedNumber; mayAct: boolean; busy: boolean; onPress: (number: ListedNumber, fix: NumberFix) => void }

/** What mends this number: an action, or the place where a person mends it. */
export function FixButton({ number, mayAct, busy, onPress }: Props) {
  const { fix } = number
  if (fix === null) return null
  const name = `${fixLabels[fix].replace('…', '')}: ${formatPhone(number.e164_number)}`
  if (fix === 'open_twilio' && number.sid) {
    return (
      <a href={twilioNumberUrl(number.sid)} target="_blank" rel="noreferrer" aria-label={`${name} (opens a new tab)`} title="Set its voice URL back to VAPI’s, in Twilio’s own console." className={buttonClass({ size: 'sm', className: 'max-sm:h-9' })}>
        In Twilio <ExternalLink aria-hidden size={12} strokeWidth={1.5} />
      </a>
    )
  }
  if (fix === 'open_customer' && number.user_id) {
    return (
      <Link href={`/customers/${number.user_id}`} aria-label={name} className={buttonClass({ size: 'sm', className: 'max-sm:h-9' })}>
        {fixLabels[fix]}
      </Link>
    )
  }
  const why = !mayAct ? 'Off: viewers look, operators and admins act.' : number.fix_off ? `Off: ${number.fix_off}` : undefined
  return (
    <Button size="sm" off={why !== undefined || busy} title={why} aria-label={why ? `${name}. ${why}` : name} onClick={() => onPress(number, fix)} className="max-sm:h-9">
      {busy ? 'Asking' : fixLabels[fix]}
    </Button>
  )
}
