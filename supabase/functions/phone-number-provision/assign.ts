import type { Purchase } from '../_shared/domain/context.ts'
import type { Finish } from '../_shared/engine-db.ts'
import { searchAndProvisionPhoneNumber } from './buy.ts'
import { EndOfRun, failure, Fenced, succeeded } from './end-of-run.ts'
import { linkPhoneToVAPIAssistant } from './link.ts'
import { releaseNumber } from './release.ts'
import type { Session } from './session.ts'

/** The user has a recorded number, answered by the assistant as soon as there is one. */
export async function assignNumber(session: Session): Promise<Finish> {
  const purchase = session.openPurchase ?? (await searchAndProvisionPhoneNumber(session.userId, session))
  if (purchase.state === 'purchased') await recordNumber(session, purchase)
  if (session.run.action === 'check') await proveOwnership(session, purchase)
  const assistantId = session.context.user_settings?.vapi_assistant_id ?? null
  if (assistantId === null) return succeeded('number_waiting')
  const asked = session.run.action === 'relink' || session.run.action === 'check'
  if (asked || purchase.assistant_id !== assistantId) await linkPhoneToVAPIAssistant(assistantId, purchase.e164_number, session, purchase)
  return succeeded(session.run.action === 'check' ? 'checked' : 'assigned')
}

/** The customer's transaction: number row, setting and ledger, all or nothing. */
export async function recordNumber(session: Session, purchase: Purchase): Promise<void> {
  const providerNumberId = purchase.provider_number_id
  if (providerNumberId === null) throw new EndOfRun(failure('function', 'function_error'))
  const end = session.steps.begin('record_number', 'db')
  const recorded = await session.deps.db.recordNumber(session.fence, {
    userId: session.userId,
    phoneNumber: purchase.e164_number,
    providerNumberId,
    tierType: session.context.subscriptions[0]?.tier_type ?? '',
  })
  if (recorded.success) {
    end({ outcome: 'ok', detail: { e164_number: purchase.e164_number } })
    purchase.state = 'recorded'
    return
  }
  if (recorded.sqlstate === 'SW423') throw new Fenced()
  end({ outcome: 'failed', error_code: recorded.sqlstate, detail: { e164_number: purchase.e164_number } })
  if (recorded.sqlstate === 'SW409') return giveBack(session, purchase)
  throw new EndOfRun(failure('db', recorded.sqlstate))
}

// Bought, but the user already has another number: it goes back the way every release goes.
async function giveBack(session: Session, purchase: Purchase): Promise<never> {
  await releaseNumber(session, purchase)
  throw new EndOfRun(failure('function', 'number_conflict'))
}

async function proveOwnership(session: Session, purchase: Purchase): Promise<void> {
  const sid = purchase.provider_number_id
  if (sid === null) return
  const twilio = await session.twilio()
  const found = await session.call('look_up_number', 'twilio', () => twilio.fetchOwned(sid), () => ({ found: true }))
  if (found.ok) return
  throw new EndOfRun(found.error.code === '20404' ? failure('twilio', 'number_missing') : failure('twilio', found.error.code))
}
