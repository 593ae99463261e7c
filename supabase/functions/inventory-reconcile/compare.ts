import { MissingSecret } from '../_shared/providers/missing-secret.ts'
import type { ProviderError, ProviderResult } from '../_shared/providers/provider-error.ts'
import type { SightedNumber, TwilioInventory } from '../_shared/providers/twilio-inventory.ts'
import type { Deps, Phase, Sighting, Subaccounts } from './deps.ts'

/** A provider did not give its whole list; the code names the provider and what it said. */
class Unlisted extends Error {
  readonly error: ProviderError

  constructor(error: ProviderError) {
    super(`${error.provider}_${error.code}`)
    this.error = error
  }
}

/** Another worker has the comparison, or nobody waits for it any more. */
class NotOurs extends Error {}

/** Lists both providers in full and records that as one sighting; anything less is a failure that says why. Never rejects. */
export async function compare(deps: Deps, id: number): Promise<void> {
  try {
    const sighting = await sight(deps, id)
    await report(deps, id, 'recording', sighting.twilio.length, sighting.vapi.length)
    const { recorded } = await deps.db.record(id, sighting)
    deps.log('info', 'compared', { comparison_id: id, twilio: sighting.twilio.length, vapi: sighting.vapi.length, subaccounts: sighting.subaccounts, recorded })
  } catch (error) {
    await giveUp(deps, id, error)
  }
}

async function sight(deps: Deps, id: number): Promise<Sighting> {
  const twilio = await deps.twilio()
  const numbers = await listTwilio(deps, id, twilio)
  const vapi = await deps.vapi()
  const imports = taken(await vapi.listNumbers((count) => report(deps, id, 'vapi', numbers.found.length, count)))
  const assistants = [...new Set(imports.flatMap(({ assistant_id }) => assistant_id ?? []))]
  const deleted = new Set(taken(await vapi.deletedAssistants(assistants, () => report(deps, id, 'vapi', numbers.found.length, imports.length))))
  const judged = imports.map((each) => ({ ...each, assistant_deleted: each.assistant_id !== null && deleted.has(each.assistant_id) }))
  return { accountSid: twilio.accountSid, subaccounts: numbers.subaccounts, twilio: numbers.found, vapi: judged }
}

/** Our own account, then each subaccount: the parent's list does not show their numbers. */
async function listTwilio(deps: Deps, id: number, twilio: TwilioInventory): Promise<{ found: SightedNumber[]; subaccounts: Subaccounts }> {
  const below = await twilio.subaccounts()
  // Keys that may buy need not be allowed to list accounts. That is said, and no error; an outage is one.
  if (!below.ok && !isRefusal(below.error)) throw new Unlisted(below.error)
  const found: SightedNumber[] = []
  let unread = false
  for (const account of [twilio.accountSid, ...(below.ok ? below.value : [])]) {
    const before = found.length
    const listed = await twilio.listNumbers(account, (count) => report(deps, id, 'twilio', before + count, null))
    // An API key of the parent may list its subaccounts and still not look into them: https://github.com/twilio/twilio-csharp/issues/577
    if (account !== twilio.accountSid && !listed.ok && isRefusal(listed.error)) unread = true
    else found.push(...taken(listed))
  }
  return { found, subaccounts: !below.ok || unread ? 'not_readable' : below.value.length > 0 ? 'walked' : 'none' }
}

function isRefusal(error: ProviderError): boolean {
  return error.httpStatus === 401 || error.httpStatus === 403 || error.httpStatus === 404
}

async function report(deps: Deps, id: number, phase: Phase, twilio: number | null, vapi: number | null): Promise<void> {
  if (!(await deps.db.report(id, phase, { twilio, vapi }))) throw new NotOurs()
}

function taken<T>(result: ProviderResult<T>): T {
  if (!result.ok) throw new Unlisted(result.error)
  return result.value
}

async function giveUp(deps: Deps, id: number, error: unknown): Promise<void> {
  if (error instanceof NotOurs) return deps.log('warn', 'comparison_taken_over', { comparison_id: id })
  const code = error instanceof Unlisted ? error.message : error instanceof MissingSecret ? 'config_missing' : 'function_error'
  if (error instanceof Unlisted && (error.error.httpStatus === 401 || error.error.httpStatus === 403)) deps.dropSecrets()
  deps.log(code === 'function_error' ? 'error' : 'warn', 'comparison_failed', { comparison_id: id, code, error: error instanceof Error ? error.message : String(error) })
  // Where even that cannot be written, the lease runs out and says so.
  await deps.db.fail(id, code).catch((failure: unknown) => deps.log('error', 'failure_not_recorded', { comparison_id: id, error: String(failure) }))
}
