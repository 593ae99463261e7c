import { z } from 'zod'
import type { Route } from '../http/routes.ts'
import { eventRoute } from '../simulator/event-route.ts'
import type { TwilioAccount } from './account.ts'

const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be in E.164 format')

const seed = z.strictObject({
  phone_number: phoneNumber,
  friendly_name: z.string().min(1).max(64).optional(),
  date_created: z.coerce.date().optional(),
  voice_url: z.string().optional(),
  account_sid: z.string().regex(/^AC[0-9a-f]{32}$/, 'must be the SID of an account').optional(),
})

const sold = z.strictObject({ phone_numbers: z.array(phoneNumber) })

/** What can be done to the account from outside the API. */
export function twilioControlRoutes(account: TwilioAccount): Route[] {
  return [
    {
      method: 'POST',
      path: '/__control/numbers',
      answer: (request) => {
        const { phone_number, date_created = new Date(), ...given } = seed.parse(request.body)
        const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
        const owned = account.findByPhoneNumber(phone_number)
        return { status: 201, body: owned ? account.update(owned, change) : account.add(phone_number, change, date_created) }
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
