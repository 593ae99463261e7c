import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { vapiError } from './errors.ts'
import { isWithin, listQuery } from './list-query.ts'
import type { Organisation } from './organisation.ts'
import { explain } from './phone-number-input.ts'

/** `GET /assistant`: the newest, 100 unless asked for more; by date there is more to be had. */
export function listAssistants(request: ApiRequest, organisation: Organisation): Reply {
  const read = listQuery.safeParse(Object.fromEntries(request.query))
  if (!read.success) return vapiError(400, explain(read.error))
  const assistants = organisation.listedAssistants().filter((assistant) => isWithin(assistant, read.data))
  return { status: 200, body: assistants.toReversed().slice(0, read.data.limit) }
}
