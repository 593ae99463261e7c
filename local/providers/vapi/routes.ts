import { pathParam } from '../http/routes.ts'
import type { Route } from '../http/routes.ts'
import type { Settings } from '../simulator/settings.ts'
import { assistantRoutes } from './assistant-routes.ts'
import { importNumber } from './import-number.ts'
import { listNumbers, pageNumbers } from './list-numbers.ts'
import { changeNumber, fetchNumber, removeNumber } from './number-instance.ts'
import type { Organisation } from './organisation.ts'

/** The operations of VAPI's API that the functions use. */
export function vapiRoutes(organisation: Organisation, settings: Settings, twilioUrl?: string): Route[] {
  return [
    {
      method: 'POST',
      path: '/phone-number',
      latency: [500, 1200],
      answer: (request) => importNumber(request, organisation, twilioUrl),
    },
    {
      method: 'GET',
      path: '/phone-number',
      latency: [100, 300],
      answer: (request) => listNumbers(request, organisation, settings.list_lag_ms),
    },
    {
      method: 'GET',
      path: '/v2/phone-number',
      latency: [100, 300],
      answer: (request) => pageNumbers(request, organisation, settings.list_lag_ms),
    },
    {
      method: 'GET',
      path: '/phone-number/:id',
      latency: [100, 300],
      answer: (_request, params) => fetchNumber(pathParam(params, 'id'), organisation),
    },
    {
      method: 'PATCH',
      path: '/phone-number/:id',
      latency: [200, 500],
      answer: (request, params) => changeNumber(request, pathParam(params, 'id'), organisation),
    },
    {
      method: 'DELETE',
      path: '/phone-number/:id',
      latency: [200, 500],
      answer: (_request, params) => removeNumber(pathParam(params, 'id'), organisation),
    },
    ...assistantRoutes(organisation),
  ]
}
