import 'server-only'
import { ActionRefused, type ActionErrorCode } from '@/lib/auth/action-result'

/** The words for what the database refuses on purpose, by its SQLSTATE. */
export const refusalCodes: Readonly<Record<string, ActionErrorCode>> = {
  PT400: 'invalid',
  PT403: 'forbidden',
  '42501': 'forbidden',
  PT404: 'not_found',
  PT409: 'conflict',
  PT429: 'too_many',
  PGRST301: 'signed_out',
  PGRST303: 'signed_out',
}

/** What the database refused on purpose, in its own words; anything else is an outage. */
export function asRefusal(error: { code: string; message: string }): ActionRefused {
  const code = refusalCodes[error.code]
  if (code) return new ActionRefused({ code, message: error.message })
  return new ActionRefused({ code: 'unavailable', message: 'The database does not answer. Nothing may have been saved: look before you press again.' })
}
