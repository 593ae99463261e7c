import 'server-only'
import { ActionRefused } from '@/lib/auth/action-result'
import { refusalCodes } from '../refusal'

type Answer = { error: { code: string; message: string } | null }

/** Waits for a function of the database; what it refuses on purpose is said in its own words. */
export async function changed(call: PromiseLike<Answer>): Promise<null> {
  const { error } = await call
  if (!error) return null
  const code = refusalCodes[error.code]
  if (code) throw new ActionRefused({ code, message: error.message })
  throw new ActionRefused({ code: 'unavailable', message: 'The database does not answer. Look before you press again: it may have been saved.' })
}
