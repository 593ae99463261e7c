import type { Finish } from '../_shared/engine-db.ts'
import { searchAndProvisionPhoneNumber } from './buy.ts'
import { succeeded } from './end-of-run.ts'
import { linkPhoneToVAPIAssistant, unlinkNumber } from './link.ts'
import { isDoubted, proveOwnership } from './ownership.ts'
import { recordNumber } from './record.ts'
import type { Session } from './session.ts'

/** The user has a recorded number, answered by the assistant as soon as there is one. */
export async function assignNumber(session: Session): Promise<Finish> {
  const known = session.openPurchase
  const { purchase, foundNone } = known ? { purchase: known, foundNone: false } : await searchAndProvisionPhoneNumber(session.userId, session)
  const onHost = known === null || session.context.phone_numbers.some((row) => row.provider_number_id === purchase.provider_number_id)
  if (purchase.state === 'purchased' || !onHost) await recordNumber(session, purchase)
  const doubted = known !== null && isDoubted(session, known)
  if (doubted) await proveOwnership(session, purchase)
  const { assistantId } = session
  if (assistantId === null) {
    // There was one, or a link whose answer was lost: whoever still answers is taken off. No row at all says nothing.
    const gone = session.run.action === 'relink' || (purchase.assistant_id !== null && session.context.user_settings !== null)
    if (gone && purchase.provider_number_id !== null) await unlinkNumber(session, purchase)
    return succeeded('number_waiting')
  }
  // An attempt before this one may have linked without being able to say so.
  const asked = doubted || session.run.action === 'relink' || session.run.attempt > 1
  const ended = succeeded(session.run.action === 'check' ? 'checked' : 'assigned')
  if (!asked && purchase.assistant_id === assistantId) return ended
  const link = await linkPhoneToVAPIAssistant(assistantId, purchase.e164_number, session, purchase, await foundNone)
  return { ...ended, link: { ...link, purchaseId: purchase.id } }
}
