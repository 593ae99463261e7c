import type { Purchase } from '../_shared/domain/context.ts'
import type { StepName } from '../_shared/domain/states.ts'
import type { Recorded } from '../_shared/engine-db.ts'
import type { OwnedNumber } from '../_shared/providers/twilio.ts'
import { EndOfRun, failure } from './end-of-run.ts'
import type { Session } from './session.ts'

// Twilio dates whole seconds, and the intent's age is measured on two machines' monotonic clocks.
const dateTolerance = 5_000

type Owning = { adopted: boolean; tierType?: string; next?: StepName }

/** Whether a number at Twilio is the one that this intent asked for, and not one that was there before. */
export function isOurs(session: Session, purchase: Purchase, number: OwnedNumber): boolean {
  return number.tag === purchase.tag && number.ageMs <= intentAge(session, purchase) + dateTolerance
}

/** How long ago this number was meant to be bought, in milliseconds. */
function intentAge(session: Session, purchase: Purchase): number {
  return Date.parse(session.context.now) - Date.parse(purchase.intended_at) + session.elapsed
}

/** How long ago a request for this number may last have begun whose answer nobody saw, in milliseconds. */
export function silenceAge(session: Session, purchase: Purchase): number {
  return Date.parse(session.context.now) - Date.parse(purchase.asked_at ?? purchase.intended_at) + session.elapsed
}

/** Whether what the ledger says of a number must be seen: somebody asks, or a run has failed with it and nobody has looked since. */
export function isDoubted(session: Session, purchase: Purchase): boolean {
  return session.run.action === 'check' || session.run.action === 'retry' || (purchase.failed_code ?? null) !== null
}

/** Sees at Twilio that the number is there. The database takes this step, by its SID, as the look that clears an earlier failure. */
export async function proveOwnership(session: Session, purchase: Purchase): Promise<void> {
  const sid = purchase.provider_number_id
  if (sid === null) return
  const twilio = await session.twilio()
  const found = await session.call('look_up_number', 'twilio', () => twilio.fetchOwned(sid), () => ({ found: true, provider_number_id: sid }))
  if (found.ok) return
  throw new EndOfRun(found.error.code === '20404' ? failure('twilio', 'number_missing') : failure('twilio', found.error.code))
}

/** Writes down that the number of an intent is ours: found and adopted. */
export async function adopt(session: Session, purchase: Purchase, number: OwnedNumber): Promise<void> {
  await own(session, purchase, number, { adopted: true })
}

/**
 * The same for a number that was just bought. With a tier it is recorded for the customer as well, and what came of that is the answer;
 * with a next step that is announced.
 */
export async function own(session: Session, purchase: Purchase, number: OwnedNumber, o: Owning): Promise<Recorded | null> {
  const owned = await tryOwn(session, purchase, number, o)
  return owned ? owned.recorded : loseForeign(session, purchase)
}

/** The same, for which it is no news that somebody else has the number: null then. */
export async function tryOwn(session: Session, purchase: Purchase, number: OwnedNumber, o: Owning): Promise<{ recorded: Recorded | null } | null> {
  const moved = await session.move(
    'record_purchase',
    () => session.deps.db.recordPurchase(session.fence, purchase.id, { providerNumberId: number.sid, ...o }),
    { adopted: o.adopted, provider_number_id: number.sid },
  )
  if (!moved.ok) return null
  Object.assign(purchase, { state: moved.state, provider_number_id: number.sid, adopted: o.adopted })
  if (o.next) session.steps.announced(o.next)
  return { recorded: moved.recorded ?? null }
}

/** Somebody else's number: never touched, never released; the intent is closed and a person is told. */
export async function loseForeign(session: Session, purchase: Purchase): Promise<never> {
  await session.move('record_purchase', () => session.deps.db.markLost(session.fence, purchase.id, 'foreign_number'), { e164_number: purchase.e164_number })
  throw new EndOfRun({
    result: 'failed',
    outcome: null,
    errorCode: 'foreign_number',
    errorMessage: `${purchase.e164_number} already belonged to somebody else. It was left alone.`,
    haltScope: null,
  })
}
