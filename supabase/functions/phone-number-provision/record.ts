import type { Purchase } from '../_shared/domain/context.ts'
import type { Recorded } from '../_shared/engine-db.ts'
import { EndOfRun, failure, Fenced } from './end-of-run.ts'
import { loseForeign } from './ownership.ts'
import { releaseNumber } from './release.ts'
import type { Session } from './session.ts'

/** The customer's transaction: number row, setting and ledger, all or nothing. */
export async function recordNumber(session: Session, purchase: Purchase): Promise<void> {
  const providerNumberId = purchase.provider_number_id
  if (providerNumberId === null) throw new EndOfRun(failure('function', 'function_error'))
  const end = session.steps.begin('record_number', 'db')
  const recorded = await session.deps.db.recordNumber(session.fence, {
    userId: session.userId,
    phoneNumber: purchase.e164_number,
    providerNumberId,
    tierType: session.tierType,
  })
  await noteRecorded(session, purchase, recorded, end)
}

/** What the customer's transaction came to. */
export async function noteRecorded(session: Session, purchase: Purchase, recorded: Recorded, end = session.steps.begin('record_number', 'db')): Promise<void> {
  if (recorded.success) {
    end({ outcome: 'ok', detail: { e164_number: purchase.e164_number } })
    purchase.state = 'recorded'
    return
  }
  if (recorded.sqlstate === 'SW423') throw new Fenced()
  end({ outcome: 'failed', error_code: recorded.sqlstate, detail: { e164_number: purchase.e164_number } })
  if (recorded.sqlstate === 'SW409') return giveBack(session, purchase)
  // Somebody else's row names it: not ours to give back either.
  if (recorded.sqlstate === 'SW410') return loseForeign(session, purchase)
  throw new EndOfRun(failure('db', recorded.sqlstate))
}

// Bought, but the user already has another number: it goes back the way every release goes.
async function giveBack(session: Session, purchase: Purchase): Promise<never> {
  await releaseNumber(session, purchase)
  throw new EndOfRun(failure('function', 'number_conflict'))
}
