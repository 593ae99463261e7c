import { sayIntended, type NumberSoFar as Numbers } from '@/lib/customers/number-so-far'
import { formatPhone } from '@/lib/format/phone'

type Props = Numbers & { /** Where the customer stands. */ status: string | null }

/** A customer's number. One that is only meant to be bought is nobody's yet, so it is not shown as theirs. */
export function NumberSoFar({ number, intended, status }: Props) {
  if (number) return formatPhone(number)
  if (!intended) return <span className="text-ink-3">None</span>
  return (
    <span title={`Twilio has not confirmed that ${formatPhone(intended)} was bought.`} className="text-ink-3">
      {sayIntended(status)}
    </span>
  )
}
