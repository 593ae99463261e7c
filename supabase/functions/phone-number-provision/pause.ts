import type { Purchase } from '../_shared/domain/context.ts'
import type { Finish } from '../_shared/engine-db.ts'
import { succeeded } from './end-of-run.ts'
import { recordLink, unlinkNumber } from './link.ts'
import { recordNumber } from './record.ts'
import type { Session } from './session.ts'

/** The assistant is taken off, the number stays the customer's. */
export async function pauseNumber(session: Session, purchase: Purchase, outcome = 'paused'): Promise<Finish> {
  if (purchase.state === 'purchased') await recordNumber(session, purchase)
  const asked = session.run.action === 'check' || session.run.action === 'pause'
  if (purchase.assistant_id !== null || (asked && purchase.vapi_phone_number_id !== null)) await unlinkNumber(session, purchase)
  else if (purchase.vapi_phone_number_id === null) await recordLink(session, purchase, { vapiPhoneNumberId: null, assistantId: null, verified: true })
  return succeeded(outcome)
}
