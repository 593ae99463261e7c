import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { checkAssistant, checkUnused } from './check-links.ts'
import { vapiError } from './errors.ts'
import type { Organisation } from './organisation.ts'
import type { PhoneNumber } from './phone-number.ts'
import { explain, updateSchema } from './phone-number-input.ts'

/** `GET /phone-number/{id}` */
export function fetchNumber(id: string, organisation: Organisation): Reply {
  return withNumber(id, organisation, (number) => ({ status: 200, body: number }))
}

/** `PATCH /phone-number/{id}`: links, unlinks, renames. */
export function changeNumber(request: ApiRequest, id: string, organisation: Organisation): Reply {
  return withNumber(id, organisation, (number) => {
    const read = updateSchema.safeParse(request.body ?? {})
    if (!read.success) return vapiError(400, explain(read.error))
    const refused = checkAssistant(organisation, read.data.assistantId) ?? checkUnused(organisation, read.data.number ?? '', id)
    return refused ?? { status: 200, body: organisation.changeNumber(number, read.data) }
  })
}

/** `DELETE /phone-number/{id}`: VAPI forgets the number; Twilio keeps it. */
export function removeNumber(id: string, organisation: Organisation): Reply {
  return withNumber(id, organisation, (number) => {
    organisation.removeNumber(number)
    return { status: 200, body: number }
  })
}

function withNumber(id: string, organisation: Organisation, answer: (number: PhoneNumber) => Reply): Reply {
  if (!isUuid(id)) return vapiError(400, 'id must be a UUID')
  const number = organisation.findNumber(id)
  return number ? answer(number) : vapiError(404, `Couldn't Find Phone Number. id ${id} Does Not Exist.`)
}

/** Whether VAPI would take it as an identifier. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
