import type { Purchase } from '../_shared/domain/context.ts'
import type { OwnedNumber } from '../_shared/providers/twilio.ts'
import { buyNamed } from './buy.ts'
import { EndOfRun, providerFailure } from './end-of-run.ts'
import { adopt, isOurs, loseForeign, tryOwn } from './ownership.ts'
import { finishRelease, recheckImport, releaseNumber } from './release.ts'
import type { Session } from './session.ts'

/** Settles every ledger row whose outcome is open, whatever is desired. True when something was released on the way. */
export async function settlePurchases(session: Session): Promise<boolean> {
  let released = false
  for (const left of session.context.released_imports ?? []) await recheckImport(session, left)
  for (const purchase of [...session.context.purchases]) {
    if (purchase.state === 'intended') await settleIntent(session, purchase)
    else if (purchase.state === 'lost') await recheckLost(session, purchase)
    if (purchase.state === 'releasing') {
      await finishRelease(session, purchase)
      released = true
    } else if (!isFrozen(session) && (isAskedBack(purchase) || isSurplus(session, purchase))) {
      await releaseNumber(session, purchase)
      released = true
    }
  }
  return released
}

function isAskedBack(purchase: Purchase): boolean {
  return purchase.release_requested_at !== null && (purchase.state === 'purchased' || purchase.state === 'recorded')
}

// Bought and never recorded, and by now the product names another number for the customer. Whoever bought it died before giving it back.
function isSurplus(session: Session, purchase: Purchase): boolean {
  const rows = session.context.phone_numbers
  const namesOurs = rows.some((row) => row.provider_number_id === purchase.provider_number_id || row.e164_number === purchase.e164_number)
  return purchase.state === 'purchased' && rows.length > 0 && !namesOurs
}

// "Automation keeps off this user" also holds against the product that deleted its row: a release cannot be undone.
function isFrozen(session: Session): boolean {
  return session.context.hold?.mode === 'freeze'
}

/** A buy whose answer we do not have: look, adopt what is there, or ask for the same number once more. */
async function settleIntent(session: Session, purchase: Purchase): Promise<void> {
  const found = await lookUp(session, purchase)
  if (found === 'foreign') return loseForeign(session, purchase)
  if (found) return adopt(session, purchase, found)
  // Naming the number makes this safe to repeat, and it settles a buy that is still under way.
  await buyNamed(session, purchase, true)
}

/** A refusal from an hour or a day ago is looked at once more: it may have been a sale after all. */
async function recheckLost(session: Session, purchase: Purchase): Promise<void> {
  const found = await lookUp(session, purchase)
  if (found && found !== 'foreign' && (await tryOwn(session, purchase, found, { adopted: true }))) return
  // Somebody has it, which is what was said when it was lost: that stays, and nobody is told twice.
  await session.move('record_purchase', () => session.deps.db.markLost(session.fence, purchase.id, found ? null : 'not_found'))
}

/** By number, then by tag. Ours carries our tag and came to the account after the intent; Twilio's own clock says when. */
async function lookUp(session: Session, purchase: Purchase): Promise<OwnedNumber | 'foreign' | null> {
  const byNumber = await find(session, { e164Number: purchase.e164_number })
  const found = byNumber ?? (await find(session, { tag: purchase.tag }, purchase.e164_number))
  if (!found) return null
  return isOurs(session, purchase, found) ? found : 'foreign'
}

async function find(session: Session, filter: { e164Number: string } | { tag: string }, only?: string): Promise<OwnedNumber | null> {
  const twilio = await session.twilio()
  const result = await session.call('look_up_number', 'twilio', () => twilio.findOwned(filter), (numbers) => ({ found: numbers.length > 0 }))
  if (!result.ok) throw new EndOfRun(providerFailure(result.error))
  return result.value.find((number) => only === undefined || number.e164Number === only) ?? null
}
