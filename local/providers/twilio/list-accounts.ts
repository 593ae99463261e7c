import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import type { TwilioAccount } from './account.ts'
import { twilioError } from './errors.ts'
import { readPageSize } from './page-size.ts'

/** `GET Accounts.json`: the account itself and those below it, on one page. */
export function listAccounts(request: ApiRequest, account: TwilioAccount): Reply {
  const pageSize = readPageSize(request.query)
  if (pageSize === null) return twilioError(400, 20001, 'PageSize must be between 1 and 1000')
  const accounts = [account.sid, ...account.subaccounts()].map((sid) => ({
    sid,
    owner_account_sid: account.sid,
    friendly_name: sid === account.sid ? 'Main' : 'Below',
    status: 'active',
    type: 'Full',
    uri: `/2010-04-01/Accounts/${sid}.json`,
  }))
  return { status: 200, body: { accounts, page: 0, page_size: pageSize, start: 0, end: accounts.length - 1, uri: request.path, first_page_uri: request.path, next_page_uri: null, previous_page_uri: null } }
}
