import { z } from 'zod'
import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { findRoute } from '../http/routes.ts'
import type { Route } from '../http/routes.ts'
import { faultSchema } from './fault.ts'
import type { Provider } from './provider.ts'
import { resetSimulator } from './reset.ts'
import type { Runtime } from './runtime.ts'
import { settingsChange } from './settings.ts'
import type { Settings } from './settings.ts'

/** Where the control API of every simulator starts. */
export const CONTROL_PREFIX = '/__control/'

/** Answers a request to the control API. */
export async function answerControl(request: ApiRequest, routes: readonly Route[]): Promise<Reply> {
  const found = findRoute(routes, request)
  if (!found) return controlError(404, `there is no ${request.method} ${request.path}`)
  try {
    return await found.route.answer(request, found.params)
  } catch (error) {
    if (error instanceof z.ZodError) return controlError(400, z.prettifyError(error))
    throw error
  }
}

/** An answer of the control API that says what was wrong. */
function controlError(status: number, message: string): Reply {
  return { status, body: { error: { message } } }
}

/** The control API that all simulators share, and the provider's additions. */
export function controlRoutes(provider: Provider, runtime: Runtime, initial: Settings): Route[] {
  const { faults, requests } = runtime
  const ok = (body: unknown): Reply => ({ status: 200, body })
  return [
    route('GET', 'faults', () => ok(faults.get())),
    route('PUT', 'faults', (request) => {
      faults.set(z.array(faultSchema).parse(request.body))
      return ok(faults.get())
    }),
    route('GET', 'requests', (request) => ok(requests.list(request.query.get('since')))),
    route('DELETE', 'requests', () => {
      requests.clear()
      return { status: 204 }
    }),
    route('GET', 'state', () => ok(describeState(provider, runtime))),
    route('POST', 'reset', () => {
      resetSimulator(provider, runtime, initial)
      return { status: 204 }
    }),
    route('GET', 'settings', () => ok(runtime.settings)),
    route('PUT', 'settings', (request) => changeSettings(runtime, request.body)),
    route('PUT', 'latency', (request) => changeSettings(runtime, readLatency(request.body))),
    ...provider.controlRoutes,
  ]
}

function route(method: string, name: string, answer: Route['answer']): Route {
  return { method, path: `${CONTROL_PREFIX}${name}`, answer }
}

function describeState(provider: Provider, runtime: Runtime): Record<string, unknown> {
  return {
    ...provider.describeState(),
    settings: runtime.settings,
    in_flight: runtime.inFlight,
    pending_effects: runtime.lateEffects.pending(),
  }
}

function changeSettings(runtime: Runtime, change: unknown): Reply {
  Object.assign(runtime.settings, settingsChange.parse(change))
  return { status: 200, body: runtime.settings }
}

/** Takes `{"latency": 0}` as well as the bare value. */
function readLatency(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? body : { latency: body }
}
