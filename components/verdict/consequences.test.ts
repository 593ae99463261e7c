import { describe, expect, it } from 'vitest'
import { makeCustomer, makeLedgerRow } from '@/lib/customers/customer.fixture'
import { consequences } from './consequences'

const now = new Date('2026-05-12T15:00:00Z')
const page = makeCustomer({ purchases: [makeLedgerRow({ purchased_at: '2026-05-12T14:02:19Z' })] })
const say = (action: Parameters<typeof consequences>[0], of = page) => Object.fromEntries(consequences(action, of, now, 'UTC'))

describe('what an action comes to', () => {
  it('names who loses the number, the money, the way back and what follows a release', () => {
    expect(say('release')).toEqual({
      'Who loses it': 'frontdesk.austin@example.com, Pro, active',
      'What stops': 'The assistant stops answering at once',
      Money: '$1.15 for this month is spent; $1.15 a month is saved from 12 June',
      'Getting it back': 'Not from here. In Twilio’s own console until 22 May, if nobody else buys it',
      Afterwards: 'A hold is set, so automation does not buy another',
    })
  })

  it('does not claim that calls stop which nobody answers', () => {
    expect(say('pause', makeCustomer({ purchases: [makeLedgerRow({ assistant_id: null })] }))['What stops']).toBe('Nothing: nobody answers it now')
  })

  it('says that a hold without a number costs nothing', () => {
    expect(say('hold', makeCustomer({ email: null, subscriptions: [] }))).toMatchObject({ 'For whom': '7c1e40a2-0000-4000-8000-000000009b31, no subscription', Money: 'None' })
  })
})
