import type { Purchase } from '../_shared/domain/context.ts'
import type { VapiPayload } from '../_shared/domain/payloads.ts'
import type { StepName } from '../_shared/domain/states.ts'
import type { Link } from '../_shared/engine-db.ts'
import type { ProviderResult } from '../_shared/providers/provider-error.ts'
import { EndOfRun, failure, providerFailure } from './end-of-run.ts'
import type { Session } from './session.ts'
import type { VapiUpdateAnswer } from './vapi-number-update-client.ts'

/** Lets the assistant answer the number; the end of the run writes the link down. A failure keeps the number; the next attempt tries the link alone. */
export async function linkPhoneToVAPIAssistant(assistantId: string, phoneNumber: string, session: Session, purchase: Purchase, foundNone = false): Promise<Link> {
  const asked = { operation: 'link' as const, assistant_id: assistantId, phone_number: phoneNumber, ...(foundNone ? { found_none: true } : {}) }
  const result = await callVapi(session, 'link_assistant', purchase, asked)
  if (!result.ok) throw new EndOfRun(providerFailure(result.error))
  return result.value
}

/**
 * True when VAPI has no import of this number. Changes nothing there and never rejects; when VAPI has one or does not say, it is looked
 * for again before the link.
 */
export async function hasNoImport(session: Session, purchase: Imported): Promise<boolean> {
  const answer = await ask(session, purchase, { operation: 'find' })
  return answer.ok && answer.vapi_phone_number_id === null
}

/** Takes the assistant off and keeps the number. */
export async function unlinkNumber(session: Session, purchase: Purchase): Promise<void> {
  const result = await callVapi(session, 'unlink_assistant', purchase, { operation: 'unlink' })
  if (!result.ok) throw new EndOfRun(providerFailure(result.error))
  await recordLink(session, purchase, result.value)
}

/** Removes the import from VAPI, as before a release. `onlyOwn`: leaves alone what others imported under this number. */
export async function removeImport(session: Session, purchase: Imported, onlyOwn = false): Promise<Link> {
  const result = await callVapi(session, 'remove_import', purchase, { operation: 'remove', ...(onlyOwn ? { only_own: true } : {}) })
  if (!result.ok) throw new EndOfRun(providerFailure(result.error))
  return result.value
}

/** What VAPI now does with the number, in the ledger and on the host's row. */
export async function recordLink(session: Session, purchase: Pick<Purchase, 'id'>, linked: Link): Promise<void> {
  const moved = await session.move('verify_link', () => session.deps.db.recordLink(session.fence, purchase.id, linked))
  if (!moved.ok) throw new EndOfRun(failure('function', 'state_changed'))
  Object.assign(purchase, { vapi_phone_number_id: linked.vapiPhoneNumberId, assistant_id: linked.assistantId })
}

type Imported = Pick<Purchase, 'e164_number' | 'provider_number_id' | 'vapi_phone_number_id'>
type Asked = Pick<VapiPayload, 'operation'> & Partial<Pick<VapiPayload, 'assistant_id' | 'phone_number' | 'found_none' | 'only_own'>>

async function callVapi(session: Session, step: StepName, purchase: Imported, asked: Asked): Promise<ProviderResult<Link>> {
  return session.call(
    step,
    'vapi',
    async () => {
      const answer = await ask(session, purchase, asked)
      if (!answer.ok) return answer
      // A request whose answer was lost may take effect after all that was seen: the ledger has it looked at again.
      const certain = answer.steps.every((each) => each.outcome !== 'unknown')
      return { ok: true, value: { vapiPhoneNumberId: answer.vapi_phone_number_id, assistantId: answer.assistant_id, verified: answer.verified && certain } }
    },
    (linked) => ({ operation: asked.operation, ...(linked.vapiPhoneNumberId ? { vapi_phone_number_id: linked.vapiPhoneNumberId } : {}) }),
  )
}

async function ask(session: Session, purchase: Imported, asked: Asked): Promise<VapiUpdateAnswer> {
  const { resumedAt } = session
  const answer = await session.deps.vapi(session.budget.provider_timeout_ms)({
    user_id: session.userId,
    phone_number: purchase.e164_number,
    provider_number_id: purchase.provider_number_id,
    vapi_phone_number_id: purchase.vapi_phone_number_id,
    log_id: session.fence.logId,
    attempt: session.fence.attempt,
    ...(resumedAt === null ? {} : { resumed_ms_ago: Math.max(0, Math.floor(session.deps.now() - resumedAt)) }),
    ...asked,
  })
  session.steps.add(...answer.steps)
  return answer
}
