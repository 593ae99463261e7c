import type { Reply } from '../http/reply.ts'
import { vapiError } from './errors.ts'
import type { Organisation } from './organisation.ts'

/** Refuses an assistant that does not exist. */
export function checkAssistant(organisation: Organisation, assistantId: string | null | undefined): Reply | null {
  if (!assistantId || organisation.findAssistant(assistantId)) return null
  return vapiError(404, `Couldn't Find Assistant. assistantId ${assistantId} Does Not Exist.`)
}

/** Refuses a number that was imported before. */
export function checkUnused(organisation: Organisation, e164: string, except?: string): Reply | null {
  const existing = organisation.findByNumber(e164)
  if (!existing || existing.id === except) return null
  return vapiError(400, `Existing Phone Number ${existing.id} Has Identical \`number\` ${e164}.`)
}
