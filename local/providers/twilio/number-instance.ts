import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import type { TwilioAccount } from './account.ts'
import { resourceNotFound } from './errors.ts'
import { readForm, readNumberChange } from './number-change.ts'

/** `GET IncomingPhoneNumbers/{Sid}.json` */
export function fetchNumber(request: ApiRequest, sid: string, account: TwilioAccount): Reply {
  const number = account.findBySid(sid)
  return number ? { status: 200, body: number } : resourceNotFound(request.path)
}

/** `POST IncomingPhoneNumbers/{Sid}.json` */
export function updateNumber(request: ApiRequest, sid: string, account: TwilioAccount): Reply {
  const number = account.findBySid(sid)
  if (!number) return resourceNotFound(request.path)
  const read = readNumberChange(readForm(request))
  return 'refused' in read ? read.refused : { status: 200, body: account.update(number, read.change) }
}

/** `DELETE IncomingPhoneNumbers/{Sid}.json`: the number is given back for good. */
export function releaseNumber(request: ApiRequest, sid: string, account: TwilioAccount): Reply {
  const number = account.findBySid(sid)
  if (!number) return resourceNotFound(request.path)
  account.release(number)
  return { status: 204 }
}
