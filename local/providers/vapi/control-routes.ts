import { z } from 'zod'
import { pathParam } from '../http/routes.ts'
import type { Route } from '../http/routes.ts'
import { eventRoute } from '../simulator/event-route.ts'
import type { Organisation } from './organisation.ts'

const assistant = z.strictObject({ id: z.uuid().optional(), name: z.string().optional() })

/** What can be done to the organisation from outside the API. */
export function vapiControlRoutes(organisation: Organisation): Route[] {
  return [
    {
      method: 'POST',
      path: '/__control/assistants',
      answer: (request) => ({ status: 201, body: organisation.addAssistant(assistant.parse(request.body ?? {})) }),
    },
    {
      method: 'DELETE',
      path: '/__control/assistants/:id',
      answer: (_request, params) => {
        organisation.removeAssistant(pathParam(params, 'id'))
        return { status: 204 }
      },
    },
    eventRoute(organisation.events),
  ]
}
