import { z } from 'zod'
import type { Reply } from '../http/reply.ts'
import { pathParam } from '../http/routes.ts'
import type { Route } from '../http/routes.ts'
import type { Assistant } from './assistant.ts'
import { vapiError } from './errors.ts'
import { listAssistants } from './list-assistants.ts'
import type { Organisation } from './organisation.ts'

const namedBody = z.object({ name: z.string().max(40).optional() }).catch({})

/** As much of the assistants' API as linking needs. */
export function assistantRoutes(organisation: Organisation): Route[] {
  return [
    {
      method: 'POST',
      path: '/assistant',
      latency: [200, 500],
      answer: (request) => ({ status: 201, body: organisation.addAssistant(namedBody.parse(request.body)) }),
    },
    {
      method: 'GET',
      path: '/assistant',
      latency: [100, 300],
      answer: (request) => listAssistants(request, organisation),
    },
    {
      method: 'GET',
      path: '/assistant/:id',
      latency: [100, 300],
      answer: (_request, params) => withAssistant(organisation, pathParam(params, 'id'), () => {}),
    },
    {
      method: 'DELETE',
      path: '/assistant/:id',
      latency: [200, 500],
      answer: (_request, params) => withAssistant(organisation, pathParam(params, 'id'), ({ id }) => organisation.removeAssistant(id)),
    },
  ]
}

function withAssistant(organisation: Organisation, id: string, effect: (assistant: Assistant) => void): Reply {
  const assistant = organisation.findAssistant(id)
  if (!assistant) return vapiError(404, `Couldn't Find Assistant. id ${id} Does Not Exist.`)
  effect(assistant)
  return { status: 200, body: assistant }
}
