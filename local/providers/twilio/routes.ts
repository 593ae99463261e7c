import { pathParam } from '../http/routes.ts'
import type { Route } from '../http/routes.ts'
import type { Random } from '../simulator/random.ts'
import type { Settings } from '../simulator/settings.ts'
import type { TwilioAccount } from './account.ts'
import { buyNumber } from './buy-number.ts'
import { listAccounts } from './list-accounts.ts'
import { listNumbers } from './list-numbers.ts'
import { fetchNumber, releaseNumber, updateNumber } from './number-instance.ts'
import { searchNumbers } from './search-numbers.ts'

const ACCOUNT = '/2010-04-01/Accounts/:account'
const NUMBERS = `${ACCOUNT}/IncomingPhoneNumbers`

/** The operations of Twilio's API that the functions use. */
export function twilioRoutes(account: TwilioAccount, settings: Settings, random: Random): Route[] {
  return [
    { method: 'GET', path: '/2010-04-01/Accounts.json', latency: [200, 500], answer: (request) => listAccounts(request, account) },
    {
      method: 'GET',
      path: `${ACCOUNT}/AvailablePhoneNumbers/:country/Local.json`,
      latency: [400, 900],
      answer: (request, params) => searchNumbers(request, pathParam(params, 'country'), account, random),
    },
    {
      method: 'POST',
      path: `${NUMBERS}.json`,
      latency: [800, 1500],
      answer: (request) => buyNumber(request, { account, settings, random }),
    },
    {
      method: 'GET',
      path: `${NUMBERS}.json`,
      latency: [200, 500],
      answer: (request, params) => listNumbers(request, pathParam(params, 'account'), account, settings.list_lag_ms),
    },
    {
      method: 'GET',
      path: `${NUMBERS}/:sid.json`,
      latency: [200, 500],
      answer: (request, params) => fetchNumber(request, pathParam(params, 'sid'), account),
    },
    {
      method: 'POST',
      path: `${NUMBERS}/:sid.json`,
      latency: [200, 500],
      answer: (request, params) => updateNumber(request, pathParam(params, 'sid'), account),
    },
    {
      method: 'DELETE',
      path: `${NUMBERS}/:sid.json`,
      latency: [300, 600],
      answer: (request, params) => releaseNumber(request, pathParam(params, 'sid'), account),
    },
  ]
}
