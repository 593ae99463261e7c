import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { checkAssistant, checkUnused } from './check-links.ts'
import { vapiError } from './errors.ts'
import type { Organisation } from './organisation.ts'
import { createSchema, explain } from './phone-number-input.ts'
import { takeOverAtTwilio } from './take-over-at-twilio.ts'

/** `POST /phone-number`: imports a Twilio number, and links it when an assistant is named. */
export async function importNumber(request: ApiRequest, organisation: Organisation, twilioUrl?: string): Promise<Reply> {
  const read = createSchema.safeParse(request.body ?? {})
  if (!read.success) return vapiError(400, explain(read.error))
  const input = read.data
  const refused = checkAssistant(organisation, input.assistantId) ?? checkUnused(organisation, input.number)
  if (refused) return refused
  const notThere = twilioUrl === undefined ? null : await takeOverAtTwilio(twilioUrl, input)
  if (notThere) return vapiError(400, notThere)
  // Another import of the same number may have come through while Twilio was asked.
  return checkUnused(organisation, input.number) ?? { status: 201, body: organisation.importNumber(input) }
}
