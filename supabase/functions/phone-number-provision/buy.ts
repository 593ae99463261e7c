import type { Purchase } from '../_shared/domain/context.ts'
import { lookUpError } from '../_shared/domain/error-catalogue.ts'
import { purchaseTag } from '../_shared/domain/tags.ts'
import { EndOfRun, failure, providerFailure } from './end-of-run.ts'
import { isOurs, loseForeign, own, silenceAge } from './ownership.ts'
import { hasNoImport } from './link.ts'
import { noteRecorded } from './record.ts'
import type { Session } from './session.ts'

const worthLookingMs = 20

/** A number that was bought, and whether VAPI was seen to have no import of it. */
export type Bought = { purchase: Purchase; foundNone: Promise<boolean> }

/**
 * Finds any US local number and buys exactly that one. A candidate that was sold meanwhile makes way for the next, up to the
 * budget's count. Ends the run when there is none to be had.
 */
export async function searchAndProvisionPhoneNumber(userId: string, session: Session): Promise<Bought> {
  const twilio = await session.twilio()
  const search = await session.call('search_numbers', 'twilio', () => twilio.searchLocal(), (numbers) => ({ candidates: numbers.length }))
  if (!search.ok) throw new EndOfRun(providerFailure(search.error))
  const candidates = shuffle(search.value, session.deps.random)
  let bought = 0
  for (const number of candidates) {
    if (bought === session.budget.max_candidates) break
    const purchase = await intend(session, number, purchaseTag(session.deps.projectRef, userId))
    if (!purchase) continue
    bought += 1
    const look = lookMeanwhile(session, purchase)
    if (await buyNamed(session, purchase).finally(look.callOff)) return { purchase, foundNone: look.foundNone() }
  }
  throw new EndOfRun(failure('twilio', candidates.length === 0 ? 'no_numbers' : '21422'))
}

/** A buy that lasts leaves time to look at VAPI, so that nobody waits for that look afterwards. A short one does without it. */
function lookMeanwhile(session: Session, purchase: Purchase): { callOff(): void; foundNone(): Promise<boolean> } {
  let looking = Promise.resolve(false)
  const callOff = session.assistantId === null ? () => undefined : session.deps.after(worthLookingMs, () => (looking = hasNoImport(session, purchase)))
  return { callOff, foundNone: () => looking }
}

/** Writes down what is about to be bought. Null when another user picked the same number. */
async function intend(session: Session, e164Number: string, tag: string): Promise<Purchase | null> {
  const intent = await session.move('record_intent', () => session.deps.db.recordIntent(session.fence, e164Number, tag), { e164_number: e164Number })
  if (intent.ok) return track(session, { id: intent.purchase_id, e164Number, tag, intendedAt: intent.intended_at })
  switch (intent.reason) {
    case 'number_taken':
      return null
    case 'not_wanted':
      // Nothing was bought, but why not is for a new claim to say: whoever left the rollout is handed over, whoever cancelled is done.
      throw new EndOfRun({ ...failure('function', 'state_changed'), untilDone: true })
    default:
      throw new EndOfRun(failure('function', 'state_changed'))
  }
}

function track(session: Session, o: { id: number; e164Number: string; tag: string; intendedAt: string }): Purchase {
  const purchase: Purchase = {
    id: o.id,
    state: 'intended',
    e164_number: o.e164Number,
    tag: o.tag,
    provider_number_id: null,
    adopted: false,
    release_after: null,
    release_requested_at: null,
    vapi_phone_number_id: null,
    assistant_id: null,
    linked_at: null,
    verified_at: null,
    intended_at: o.intendedAt,
  }
  session.context.purchases.push(purchase)
  return purchase
}

/**
 * Buys the number of an intent. False when Twilio definitely refused it; an unknown outcome ends the run, the next attempt looks.
 * `repeated`: an earlier request may still be under way, and be the very reason of a refusal. As long as it could take effect, nothing else is bought.
 */
export async function buyNamed(session: Session, purchase: Purchase, repeated = false): Promise<boolean> {
  const twilio = await session.twilio()
  const result = await session.call('buy_number', 'twilio', () => twilio.buy(purchase.e164_number, purchase.tag), (number) => ({
    e164_number: number.e164Number,
    provider_number_id: number.sid,
  }))
  if (result.ok) {
    // A 201 is no proof: Twilio also answers it for a number that the account already had.
    if (!isOurs(session, purchase, result.value)) return loseForeign(session, purchase)
    // Whether a number that is being settled is still wanted has not been decided yet.
    const wanted = repeated ? {} : { tierType: session.tierType, ...(session.assistantId === null ? {} : { next: 'link_assistant' as const }) }
    const recorded = await own(session, purchase, result.value, { adopted: false, ...wanted })
    if (recorded) await noteRecorded(session, purchase, recorded)
    return true
  }
  if (!result.error.unknown && lookUpError('twilio', result.error.code).retry === 'other_number') {
    if (repeated && silenceAge(session, purchase) < session.budget.lease_ms) throw new EndOfRun({ ...providerFailure(result.error), untilDone: true })
    await session.move('record_purchase', () => session.deps.db.markLost(session.fence, purchase.id, result.error.code), { e164_number: purchase.e164_number })
    purchase.state = 'lost'
    return false
  }
  throw new EndOfRun(providerFailure(result.error))
}

/** Fisher and Yates: two users who searched at the same moment should not try the same numbers in the same order. */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1))
    const [a, b] = [mixed[last], mixed[pick]]
    if (a !== undefined && b !== undefined) [mixed[last], mixed[pick]] = [b, a]
  }
  return mixed
}
