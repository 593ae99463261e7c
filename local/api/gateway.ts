import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { keepConnected } from '../postgres/keep-connected.ts'
import type { Realtime } from '../realtime/server.ts'
import { answerPreflight, setCors } from './cors.ts'
import { proxyToFunction } from './functions-proxy.ts'
import type { ApiKeys } from './keys.ts'
import { createLite, type Lite } from './lite.ts'
import { createRpcLane, type RpcLane } from './rpc/lane.ts'
import { answerDirectly } from './rpc/answer-directly.ts'
import { readBody, sendWebResponse, toWebRequest } from './web-request.ts'

export type { ApiKeys } from './keys.ts'

export type GatewayOptions = {
  port?: number
  /** The role `authenticator`. */
  databaseUrl: string
  keys: ApiKeys
  jwtSecret: string
  realtime: Realtime
  /** Name of each Edge Function and the URL of its process. */
  functions: Record<string, string>
  log: Log
}

/** One address for a project's API: `/rest/v1`, `/auth/v1`, `/realtime/v1`, `/functions/v1`. */
export async function startGateway(o: GatewayOptions): Promise<Part & { url: string; port: number }> {
  const lite = await createLite(o)
  const lane = createRpcLane(o.databaseUrl)
  const reload = (): Promise<unknown> =>
    Promise.all([lite.reloadSchema(), lane.reloadSchema()]).catch((error: unknown) => o.log(`gateway: the schema was not read: ${error instanceof Error ? error.message : String(error)}`))
  const schema = await keepConnected({
    url: o.databaseUrl,
    name: 'schema cache',
    log: o.log,
    channels: ['pgrst'],
    onNotify: () => void reload(),
    onConnected: async () => void (await reload()),
  })
  const server = createServer((request, response) => {
    handle(o, { lite, lane }, request, response).catch((error: unknown) => {
      o.log(`gateway: ${request.method} ${request.url?.split('?')[0]}: ${error instanceof Error ? error.message : String(error)}`)
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: 'The gateway failed' }))
    })
  })
  // The server does not count a socket that was upgraded among its connections, yet waits for it.
  const upgraded = new Set<Socket>()
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket as Socket)
    socket.once('close', () => upgraded.delete(socket as Socket))
    upgrade(o.realtime, request, socket as Socket, head)
  })
  await listen(server, o.port ?? 0)
  const { port } = server.address() as AddressInfo
  return {
    name: 'Data API and Auth',
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await schema.stop()
      for (const socket of upgraded) socket.destroy()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all([lite.close(), lane.close()])
    },
  }
}

async function handle(o: GatewayOptions, api: { lite: Lite; lane: RpcLane }, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
  setCors(request, response)
  if (request.method === 'OPTIONS') return answerPreflight(request, response)
  if (url.pathname.startsWith('/functions/v1/')) return proxyToFunction(o.functions, url, request, response)
  if (/^\/(rest|auth)\/v1(\/|$)/.test(url.pathname)) {
    const body = await readBody(request)
    if (await answerDirectly(api.lane, o.keys.secret, { request, url, body }, response)) return
    return sendWebResponse(await api.lite.fetch(toWebRequest(request, url, body)), response)
  }
  response.writeHead(url.pathname.startsWith('/realtime/') ? 501 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ message: 'The embedded stack has no such path' }))
}

function upgrade(realtime: Realtime, request: IncomingMessage, socket: Socket, head: Buffer): void {
  if (request.url?.startsWith('/realtime/v1/websocket')) realtime.handleUpgrade(request, socket, head)
  else socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}
