import { formatPhone } from '@/lib/format/phone'
import type { NumberSoFar as Props } from '@/lib/customers/number-so-far'

/** A customer's number. One that is only meant to be bought is nobody's yet, so it is not shown as theirs. */
export function NumberSoFar({ number, intended }: Props) {
  if (number) return formatPhone(number)
  if (!intended) return <span className="text-ink-3">None</span>
  return (
    <span title={`Twilio has not confirmed that ${formatPhone(intended)} was bought.`} className="text-ink-3">
      Not confirmed
    </span>
  )
}
