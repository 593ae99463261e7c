import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { findRoute } from '../http/routes.ts'
import type { Fault } from './fault.ts'
import { drawLatency } from './latency.ts'
import { pause } from './pause.ts'
import type { Provider } from './provider.ts'
import type { Runtime } from './runtime.ts'

/** What becomes of a request; no reply means that the connection is closed. */
export type Ending =
  | { outcome: 'answered'; reply: Reply }
  | { outcome: 'dropped_before' | 'dropped_after' | 'dropped_effect_later' }

/** Carries one request through the limits, its fault, the latency and its effect, in that order. */
export async function perform(request: ApiRequest, provider: Provider, runtime: Runtime): Promise<Ending & { fault: boolean }> {
  const { settings, faults, random } = runtime
  if (settings.concurrency_limit > 0 && runtime.inFlight > settings.concurrency_limit) {
    return { outcome: 'answered', reply: provider.refuse(429), fault: false }
  }
  const fault = faults.take(request)
  const range = findRoute(provider.routes, request)?.route.latency
  const waited = await pause(fault?.latency_ms ?? drawLatency(settings.latency, range, random), runtime.life.signal)
  if (!waited) return { outcome: 'dropped_before', fault: false }
  const effect = () => takeEffect(request, provider)
  if (!fault) return { outcome: 'answered', reply: await effect(), fault: false }
  return { ...(await applyFault(fault, effect, provider, runtime)), fault: true }
}

/** Does what the request asks for and says what the provider answers. */
export async function takeEffect(request: ApiRequest, provider: Provider): Promise<Reply> {
  const refused = provider.authenticate(request)
  if (refused) return refused
  const found = findRoute(provider.routes, request)
  return found ? await found.route.answer(request, found.params) : provider.notFound(request)
}

async function applyFault(fault: Fault, effect: () => Promise<Reply>, provider: Provider, runtime: Runtime): Promise<Ending> {
  if (fault.drop === 'before') return { outcome: 'dropped_before' }
  const canned = cannedReply(fault, provider)
  if (fault.effect_delay_ms !== undefined) {
    runtime.lateEffects.schedule(fault.effect_delay_ms, effect)
    return canned && !fault.drop ? { outcome: 'answered', reply: canned } : { outcome: 'dropped_effect_later' }
  }
  if (canned && !fault.drop) return { outcome: 'answered', reply: canned }
  const reply = await effect()
  await pause(fault.latency_after_ms ?? 0, runtime.life.signal)
  return fault.drop === 'after' ? { outcome: 'dropped_after' } : { outcome: 'answered', reply }
}

function cannedReply(fault: Fault, provider: Provider): Reply | null {
  if (fault.status === undefined && fault.body === undefined) return null
  const status = fault.status ?? 200
  const reply = fault.body === undefined ? provider.refuse(status) : { status, body: fault.body }
  return { ...reply, headers: { ...reply.headers, ...fault.headers } }
}
