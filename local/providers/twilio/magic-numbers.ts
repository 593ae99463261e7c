import type { Reply } from '../http/reply.ts'
import { twilioError } from './errors.ts'

type Magic = { phoneNumber: string } | { refused: Reply }

/** Twilio's test inputs for `PhoneNumber`. */
export const magicNumbers: Partial<Record<string, Magic>> = {
  '+15005550000': { refused: twilioError(400, 21422, 'PhoneNumber +15005550000 is not available') },
  '+15005550001': { refused: twilioError(400, 21421, 'PhoneNumber +15005550001 is invalid') },
  '+15005550006': { phoneNumber: '+15005550006' },
}

/** Twilio's test inputs for `AreaCode`. */
export const magicAreaCodes: Partial<Record<string, Magic>> = {
  '500': { phoneNumber: '+15005550006' },
  '533': { refused: twilioError(400, 21452, 'No phone numbers found in area code 533') },
}
