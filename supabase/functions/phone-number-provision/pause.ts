import type { Purchase } from '../_shared/domain/context.ts'
import type { Finish } from '../_shared/engine-db.ts'
import { succeeded } from './end-of-run.ts'
import { unlinkNumber } from './link.ts'
import { isDoubted, proveOwnership } from './ownership.ts'
import { recordNumber } from './record.ts'
import type { Session } from './session.ts'

/** The assistant is taken off, the number stays the customer's. */
export async function pauseNumber(session: Session, purchase: Purchase, outcome = 'paused'): Promise<Finish> {
  if (purchase.state === 'purchased') await recordNumber(session, purchase)
  // Always asked of VAPI: a worker that died while linking may have left an assistant that the ledger does not know of.
  await unlinkNumber(session, purchase)
  if (isDoubted(session, purchase)) await proveOwnership(session, purchase)
  return succeeded(outcome)
}
