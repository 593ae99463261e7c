import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../../log.ts'
import type { Part } from '../../part.ts'
import { readApiRequest } from '../http/api-request.ts'
import type { ApiRequest } from '../http/api-request.ts'
import { listen } from '../http/listen.ts'
import { dropConnection, sendReply } from '../http/reply.ts'
import { answerControl, CONTROL_PREFIX, controlRoutes } from './control-api.ts'
import type { Exchange } from './exchange.ts'
import { createFaultList } from './fault-list.ts'
import { createLateEffects } from './late-effects.ts'
import { perform, takeEffect } from './perform.ts'
import type { Provider } from './provider.ts'
import type { Random } from './random.ts'
import { createRequestLog } from './request-log.ts'
import type { Runtime } from './runtime.ts'
import type { Settings } from './settings.ts'

/** A simulator that serves. */
export type Simulator = Part & { url: string }

type Options = {
  port?: number
  settings: Settings
  random: Random
  log: Log
  onExchange?: (exchange: Exchange) => void
}

/** Serves a provider's API and its control API. */
export async function startSimulator(provider: Provider, o: Options): Promise<Simulator> {
  const fail = (error: unknown) => o.log(`${provider.name}: ${String(error)}`)
  const runtime: Runtime = {
    settings: o.settings,
    faults: createFaultList(),
    requests: createRequestLog(),
    lateEffects: createLateEffects(fail),
    random: o.random,
    life: new AbortController(),
    inFlight: 0,
  }
  const control = controlRoutes(provider, runtime, { ...o.settings })

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readApiRequest(incoming)
    if (!request) return sendReply(response, provider.refuse(413))
    if (request.path.startsWith(CONTROL_PREFIX)) return sendReply(response, await answerControl(request, control))
    if (request.internal) return sendReply(response, await takeEffect(request, provider))
    runtime.inFlight += 1
    try {
      await serveRecorded(request, response)
    } finally {
      runtime.inFlight -= 1
    }
  }

  async function serveRecorded(request: ApiRequest, response: ServerResponse): Promise<void> {
    const entry = runtime.requests.add(request)
    const from = performance.now()
    const ending = await perform(request, provider, runtime)
    const reply = ending.outcome === 'answered' ? ending.reply : null
    Object.assign(entry, { status: reply?.status ?? null, outcome: ending.outcome, fault: ending.fault, took_ms: performance.now() - from })
    o.onExchange?.({ request, reply })
    if (reply) sendReply(response, { ...reply, headers: { ...provider.headers(), ...reply.headers } })
    else dropConnection(response)
  }

  const server = await listen({
    name: provider.name,
    port: o.port,
    listener: (incoming, response) => {
      serve(incoming, response).catch((error: unknown) => {
        fail(error)
        dropConnection(response)
      })
    },
  })
  return {
    name: provider.name,
    url: server.url,
    stop: async () => {
      runtime.life.abort()
      runtime.lateEffects.cancel()
      await server.close()
    },
  }
}
