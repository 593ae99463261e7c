import type { Purchase, ReleasedImport } from '../_shared/domain/context.ts'
import { EndOfRun, failure, providerFailure } from './end-of-run.ts'
import { recordLink, removeImport } from './link.ts'
import { loseForeign } from './ownership.ts'
import type { Session } from './session.ts'

/** Gives the number back for good, or says that its grace still runs. The database re-reads the facts and refuses while it is wanted. */
export async function releaseNumber(session: Session, purchase: Purchase): Promise<'released' | 'grace'> {
  const begun = await session.move('begin_release', () => session.deps.db.beginRelease(session.fence, purchase.id), { e164_number: purchase.e164_number })
  if (begun.ok) {
    purchase.state = 'releasing'
    await finishRelease(session, purchase)
    return 'released'
  }
  switch (begun.reason) {
    case 'grace':
      return 'grace'
    case 'brake':
      throw new EndOfRun(failure('function', 'release_brake'))
    case 'foreign':
      return loseForeign(session, purchase)
    case 'still_wanted':
    default:
      throw new EndOfRun(failure('function', 'state_changed'))
  }
}

/** From the point of no return to the end: off VAPI, back to Twilio, written down. */
export async function finishRelease(session: Session, purchase: Purchase): Promise<void> {
  const { verified } = await removeImport(session, purchase)
  if (purchase.provider_number_id !== null) await releaseAtTwilio(session, purchase, purchase.provider_number_id)
  const finished = await session.move('finish_release', () => session.deps.db.finishRelease(session.fence, purchase.id, verified))
  if (!finished.ok) throw new EndOfRun(failure('function', 'state_changed'))
  purchase.state = 'released'
  // The host's row says released now, so the decision must not see a live number that nobody owns.
  session.context.phone_numbers = session.context.phone_numbers.filter((row) => row.provider_number_id !== purchase.provider_number_id)
}

/** An import that was asked for before the release and came to life after it is removed once more; only what this customer's runs imported. */
export async function recheckImport(session: Session, released: ReleasedImport): Promise<void> {
  const removed = await removeImport(session, { ...released, vapi_phone_number_id: null }, true)
  await recordLink(session, released, removed)
}

async function releaseAtTwilio(session: Session, purchase: Purchase, sid: string): Promise<void> {
  const twilio = await session.twilio()
  const released = await session.call('release_number', 'twilio', () => twilio.release(sid), () => ({ provider_number_id: sid }))
  if (released.ok) return
  if (released.error.code !== '20404') throw new EndOfRun(providerFailure(released.error))
  // "Not found" counts as gone only when the whole account has no such number.
  const rest = await session.call('look_up_number', 'twilio', () => twilio.findOwned({ e164Number: purchase.e164_number }), (numbers) => ({ found: numbers.some((n) => n.sid === sid) }))
  if (!rest.ok) throw new EndOfRun(providerFailure(rest.error))
  if (rest.value.some((number) => number.sid === sid)) throw new EndOfRun(failure('twilio', '20404'))
}
