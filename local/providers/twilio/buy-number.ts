import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import type { Random } from '../simulator/random.ts'
import type { Settings } from '../simulator/settings.ts'
import type { TwilioAccount } from './account.ts'
import { places } from './area-codes.ts'
import { twilioError } from './errors.ts'
import { anyNumber, drawNumber, placesFitting } from './inventory.ts'
import { magicAreaCodes, magicNumbers } from './magic-numbers.ts'
import { readForm, readNumberChange } from './number-change.ts'
import type { Form } from './number-change.ts'
import { isFree } from './search-numbers.ts'

type Account = { account: TwilioAccount; settings: Settings; random: Random }

/** `POST IncomingPhoneNumbers.json`: buys a named number, or any of an area code. */
export function buyNumber(request: ApiRequest, o: Account): Reply {
  const form = readForm(request)
  const read = readNumberChange(form)
  if ('refused' in read) return read.refused
  const chosen = chooseNumber(form, o)
  if ('refused' in chosen) return chosen.refused
  const owned = o.account.findByPhoneNumber(chosen.phoneNumber)
  if (!owned) return { status: 201, body: o.account.add(chosen.phoneNumber, read.change) }
  // Twilio does not refuse what the account already has: it answers 201 and, as reported, updates the number.
  const change = o.settings.reposts === 'update' ? read.change : {}
  return { status: 201, body: o.account.update(owned, change) }
}

type Chosen = { phoneNumber: string } | { refused: Reply }

function chooseNumber(form: Form, o: Account): Chosen {
  if (form.PhoneNumber) return chooseNamed(form.PhoneNumber, o.account)
  if (form.AreaCode) return chooseInArea(form.AreaCode, o)
  return { refused: twilioError(400, 21421, 'PhoneNumber or AreaCode is required') }
}

function chooseNamed(asked: string, account: TwilioAccount): Chosen {
  const magic = magicNumbers[asked]
  if (magic) return magic
  if (!/^\+[1-9]\d{6,14}$/.test(asked)) return { refused: twilioError(400, 21421, `PhoneNumber ${asked} is invalid`) }
  if (isFree(asked, account) || account.findByPhoneNumber(asked)) return { phoneNumber: asked }
  return { refused: twilioError(400, 21422, `PhoneNumber ${asked} is not available`) }
}

function chooseInArea(areaCode: string, o: Account): Chosen {
  const magic = magicAreaCodes[areaCode]
  if (magic) return magic
  if (!/^[2-9]\d{2}$/.test(areaCode)) return { refused: twilioError(400, 21451, `AreaCode ${areaCode} is invalid`) }
  const from = placesFitting(places, `${areaCode}.......`)
  for (let tries = 0; tries < 100 && from.length > 0; tries += 1) {
    const { phoneNumber } = drawNumber(o.random, from, anyNumber)
    if (isFree(phoneNumber, o.account)) return { phoneNumber }
  }
  return { refused: twilioError(400, 21452, `No phone numbers found in area code ${areaCode}`) }
}
