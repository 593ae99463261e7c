import { z } from 'zod'
import { pathParam } from '../http/routes.ts'
import type { Route } from '../http/routes.ts'
import { eventRoute } from '../simulator/event-route.ts'
import type { Organisation } from './organisation.ts'

const assistant = z.strictObject({ id: z.uuid().optional(), name: z.string().optional() })
const imported = z.strictObject({ id: z.uuid(), number: z.string(), name: z.string().optional(), assistantId: z.uuid().optional(), twilioAccountSid: z.string() })
const many = z.strictObject({ numbers: z.array(imported) })

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
    {
      method: 'POST',
      path: '/__control/phone-numbers/many',
      answer: (request) => {
        for (const { id, ...input } of many.parse(request.body).numbers) organisation.importNumber({ ...input, provider: 'twilio' }, id)
        return { status: 204 }
      },
    },
    eventRoute(organisation.events),
  ]
}
