'use client'

import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'
import { formatPhone } from '@/lib/format/phone'
import type { ListedNumber, NumberFix } from '@/lib/numbers/number'
import { fixLabels } from '@/lib/numbers/words'

type Props = { number: ListedNumber; mayAct: boolean; busy: boolean; onPress: (number: ListedNumber, fix: NumberFix) => void }

/** What mends this number: an action, or the place where a person mends it. */
export function FixButton({ number, mayAct, busy, onPress }: Props) {
  const { fix } = number
  if (fix === null) return null
  const name = `${fixLabels[fix].replace('…', '')}: ${formatPhone(number.e164_number)}`
  if (fix === 'open_customer' && number.user_id) {
    return (
      <Link href={`/customers/${number.user_id}`} aria-label={name} className={buttonClass({ size: 'sm', className: 'max-sm:h-9' })}>
        {fixLabels[fix]}
      </Link>
    )
  }
  // How it is mended elsewhere may be read by everybody.
  const why = fix === 'open_twilio' || fix === 'new_assistant' ? undefined : !mayAct ? 'Off: viewers look, operators and admins act.' : number.fix_off ? `Off: ${number.fix_off}` : undefined
  return (
    <Button size="sm" off={why !== undefined || busy} title={why} aria-label={why ? `${name}. ${why}` : name} onClick={() => onPress(number, fix)} className="max-sm:h-9">
      {busy ? 'Asking' : fixLabels[fix]}
    </Button>
  )
}
