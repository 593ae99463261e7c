import type { VapiPayload } from '../_shared/domain/payloads.ts'
import { importName } from '../_shared/domain/tags.ts'
import type { ImportedNumber, VapiPort } from '../_shared/providers/vapi.ts'
import { VapiFailure, type Trace } from './trace.ts'

export type Linked = { vapi_phone_number_id: string | null; assistant_id: string | null; verified: boolean }

/** Only looks: what VAPI has of this number, if anything. */
export async function findNumber(vapi: VapiPort, trace: Trace, payload: VapiPayload): Promise<Linked> {
  const known = await findImport(vapi, trace, payload.phone_number)
  return { vapi_phone_number_id: known?.id ?? null, assistant_id: known?.assistantId ?? null, verified: true }
}

/** Finds before it creates, and after a failed create finds again: the import may have taken effect. Then reads back. */
export async function linkNumber(vapi: VapiPort, trace: Trace, payload: VapiPayload): Promise<Linked> {
  const assistantId = payload.assistant_id
  if (!assistantId) throw new VapiFailure({ provider: 'vapi', code: '404', httpStatus: null, unknown: false })
  const known = payload.found_none ? null : await findImport(vapi, trace, payload.phone_number)
  const number = known ?? (await importNumber(vapi, trace, payload, assistantId))
  if (number.assistantId !== assistantId) await trace.need('update_import', () => vapi.setAssistant(number.id, assistantId))
  const read = await trace.need('verify_link', () => vapi.get(number.id))
  if (read.assistantId !== assistantId) throw new VapiFailure({ provider: 'vapi', code: 'not_linked', httpStatus: null, unknown: false })
  if (read.status === 'blocked') throw new VapiFailure({ provider: 'vapi', code: 'blocked', httpStatus: null, unknown: false })
  return { vapi_phone_number_id: read.id, assistant_id: assistantId, verified: read.status === null || read.status === 'active' }
}

async function importNumber(vapi: VapiPort, trace: Trace, payload: VapiPayload, assistantId: string): Promise<ImportedNumber> {
  const name = importName(payload.user_id)
  const made = await trace.try('import_number', () => vapi.import({ e164Number: payload.phone_number, name, assistantId }))
  if (made.ok) return made.value
  const found = await findImport(vapi, trace, payload.phone_number)
  if (found) return found
  throw new VapiFailure(made.error)
}

/** Takes the assistant off and reads back; where it stays, the import itself is deleted. */
export async function unlinkNumber(vapi: VapiPort, trace: Trace, payload: VapiPayload): Promise<Linked> {
  const number = await findImport(vapi, trace, payload.phone_number)
  if (!number) return { vapi_phone_number_id: null, assistant_id: null, verified: true }
  const updated = await trace.try('update_import', () => vapi.setAssistant(number.id, null))
  if (!updated.ok && updated.error.code !== '400') throw new VapiFailure(updated.error)
  const read = await trace.need('verify_link', () => vapi.get(number.id))
  if (read.assistantId === null) return { vapi_phone_number_id: number.id, assistant_id: null, verified: true }
  return removeNumber(vapi, trace, payload)
}

/** Deletes every import of this number, or every one made for this user; one that is gone already counts. */
export async function removeNumber(vapi: VapiPort, trace: Trace, payload: VapiPayload): Promise<Linked> {
  const find = async (): Promise<ImportedNumber[]> => {
    const numbers = await trace.need('find_import', () => vapi.find(payload.phone_number))
    return payload.only_own ? numbers.filter((number) => number.name === importName(payload.user_id)) : numbers
  }
  let missed = false
  for (const number of await find()) {
    const removed = await trace.try('remove_import', () => vapi.remove(number.id))
    if (!removed.ok && removed.error.code !== '404') throw new VapiFailure(removed.error)
    missed ||= !removed.ok
  }
  // "Not found" counts as gone only when VAPI lists it no more.
  if (missed && (await find()).length > 0) throw new VapiFailure({ provider: 'vapi', code: 'still_linked', httpStatus: null, unknown: false })
  return { vapi_phone_number_id: null, assistant_id: null, verified: true }
}

async function findImport(vapi: VapiPort, trace: Trace, e164Number: string): Promise<ImportedNumber | null> {
  const [first] = await trace.need('find_import', () => vapi.find(e164Number))
  return first ?? null
}
