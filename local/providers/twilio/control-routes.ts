import { z } from 'zod'
import type { Route } from '../http/routes.ts'
import { eventRoute } from '../simulator/event-route.ts'
import type { TwilioAccount } from './account.ts'
import type { IncomingNumber, NumberChange } from './incoming-number.ts'

const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be in E.164 format')

const seed = z.strictObject({
  sid: z.string().regex(/^PN[0-9a-f]{32}$/, 'must be the SID of a number').optional(),
  phone_number: phoneNumber,
  friendly_name: z.string().min(1).max(64).optional(),
  date_created: z.coerce.date().optional(),
  voice_url: z.string().optional(),
  account_sid: z.string().regex(/^AC[0-9a-f]{32}$/, 'must be the SID of an account').optional(),
})

const many = z.strictObject({ numbers: z.array(seed) })
const sold = z.strictObject({ phone_numbers: z.array(phoneNumber) })

/** What can be done to the account from outside the API. */
export function twilioControlRoutes(account: TwilioAccount): Route[] {
  return [
    {
      method: 'POST',
      path: '/__control/numbers',
      answer: (request) => ({ status: 201, body: give(account, seed.parse(request.body)) }),
    },
    {
      method: 'POST',
      path: '/__control/numbers/many',
      answer: (request) => {
        for (const each of many.parse(request.body).numbers) give(account, each)
        return { status: 204 }
      },
    },
    {
      method: 'POST',
      path: '/__control/numbers/sold',
      answer: (request) => {
        account.markSold(sold.parse(request.body).phone_numbers)
        return { status: 204 }
      },
    },
    eventRoute(account.events),
  ]
}

function give(account: TwilioAccount, { phone_number, date_created = new Date(), ...given }: z.infer<typeof seed>): IncomingNumber {
  const change: NumberChange = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const owned = account.findByPhoneNumber(phone_number)
  return owned ? account.update(owned, change) : account.add(phone_number, change, date_created)
}
