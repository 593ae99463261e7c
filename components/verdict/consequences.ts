import { hasSecondNumber, openPurchase, type CustomerPage } from '@/lib/customers/customer'
import { monthlyUsd, nextCharge, undoDays } from '@/lib/customers/number-money'
import { formatDay } from '@/lib/format/time'
import { formatWord } from '@/lib/format/words'

/** Actions that ask first. */
export type Asked = 'release' | 'pause' | 'hold'

const usd = `$${monthlyUsd.toFixed(2)}`
const dayMs = 86_400_000

/** What an action comes to, line by line, in words that a support agent can read out. */
export function consequences(action: Asked, page: CustomerPage, now: Date, timeZone: string): [label: string, words: string][] {
  const open = openPurchase(page)
  const who = `${page.email ?? page.userId}${planOf(page)}`
  const answered = open?.assistant_id !== null && open !== null
  const stops = answered ? 'The assistant stops answering at once' : 'Nothing: nobody answers it now'
  const charge = open?.purchased_at ? formatDay(nextCharge(open.purchased_at, now), timeZone) : null
  switch (action) {
    case 'release':
      return [
        ['Who loses it', who],
        ['What stops', stops],
        ['Money', charge ? `${usd} for this month is spent; ${usd} a month is saved from ${charge}` : `${usd} a month is saved`],
        ['Getting it back', `Not from here. In Twilio’s own console until ${formatDay(new Date(now.getTime() + undoDays * dayMs), timeZone)}, if nobody else buys it`],
        ['Afterwards', hasSecondNumber(page) ? 'The other number, which the product’s row names, stays as it is' : 'A hold is set, so automation does not buy another'],
      ]
    case 'pause':
      return [
        ['For whom', who],
        ['What stops', stops],
        ['Money', `${usd} a month goes on, since the number is kept`],
        ['Afterwards', 'It stays paused until somebody presses Resume, whatever the subscription says'],
      ]
    case 'hold':
      return [
        ['For whom', who],
        ['What stops', `${page.hold?.mode === 'released' ? 'The release, and b' : 'B'}uying, linking, pausing and releasing by itself. What works now goes on working`],
        ['Money', open ? `${usd} a month goes on, since the number is kept` : 'None'],
        ['Afterwards', 'It stays so until somebody takes the hold off, also when the subscription changes'],
      ]
  }
}

function planOf({ subscriptions }: CustomerPage): string {
  const [row] = subscriptions
  return row?.tier_type ? `, ${formatWord(row.tier_type)}${row.status ? `, ${formatWord(row.status).toLowerCase()}` : ''}` : ', no subscription'
}
