import 'server-only'
import { ActionRefused, type ActionErrorCode } from '@/lib/auth/action-result'

type Answer = { error: { code: string; message: string } | null }

const codes: Record<string, ActionErrorCode> = {
  PT400: 'invalid',
  PT403: 'forbidden',
  '42501': 'forbidden',
  PT404: 'not_found',
  PT409: 'conflict',
  PGRST301: 'signed_out',
  PGRST303: 'signed_out',
}

/** Waits for a function of the database; what it refuses on purpose is said in its own words. */
export async function changed(call: PromiseLike<Answer>): Promise<null> {
  const { error } = await call
  if (!error) return null
  const code = codes[error.code]
  if (code) throw new ActionRefused({ code, message: error.message })
  throw new ActionRefused({ code: 'unavailable', message: 'The database does not answer. Look before you press again: it may have been saved.' })
}
