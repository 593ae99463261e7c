import { undoDays } from '@/lib/customers/number-money'
import type { ListedNumber, MendFix } from './number'

/** What is mended by taking away asks first. */
export type AskedMend = Exclude<MendFix, 'adopt'>

const dayMs = 86_400_000

/** What taking a number away comes to, line by line. */
export function mendConsequences(fix: AskedMend, number: ListedNumber, o: { now: Date; price: number; day: (at: Date) => string }): [label: string, words: string][] {
  const owner = number.email ?? number.user_id ?? 'nobody that we know'
  if (fix === 'remove_import') {
    return [
      ['Made for', owner],
      ['What stops', 'Nothing: Twilio does not have the number, so nobody can call it'],
      ['Money', 'None: VAPI’s import costs nothing'],
      ['Getting it back', 'Not needed: whoever gets a number is imported anew'],
    ]
  }
  const usd = `$${o.price.toFixed(2)}`
  return [
    ['Bought for', number.customer_known ? owner : `${owner}, whose account is gone`],
    ['What stops', 'Nothing that our ledger knows of: no customer has this number'],
    ['Money', number.next_charge_at ? `${usd} for this month is spent; ${usd} a month is saved from ${o.day(new Date(number.next_charge_at))}` : `${usd} a month is saved`],
    ['Before', 'The engine looks at Twilio once more: only with our tag, and still there, is it given back'],
    ['Getting it back', `Not from here. In Twilio’s own console until ${o.day(new Date(o.now.getTime() + undoDays * dayMs))}, if nobody else buys it`],
  ]
}
