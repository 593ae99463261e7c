import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'

export type Received = { method: string; path: string; headers: IncomingMessage['headers']; body: string }
export type Receiver = { url: string; received: Received[]; close(): Promise<void> }

/**
 * Where pg_net sends to in tests. `/ok` answers at once, `/held` when `release` is called, `/moved` redirects to `/ok`,
 * `/never` does not answer, `/drop` closes the connection.
 */
export async function startReceiver(): Promise<Receiver & { release(): void; holding(): number }> {
  const received: Received[] = []
  const held: ServerResponse[] = []
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/held': (response) => void held.push(response),
    '/moved': (response) => response.writeHead(302, { location: '/ok' }).end(),
    '/never': () => undefined,
    '/drop': (response) => response.destroy(),
    '/empty': (response) => response.writeHead(204).end(),
    '/broken': (response) => response.writeHead(500).end('broken'),
    '/zero': (response) => response.end('before\0after'),
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const path = request.url ?? ''
      received.push({ method: request.method ?? '', path, headers: request.headers, body })
      const answer = answers[path.split('?')[0] ?? '']
      if (answer) answer(response)
      else response.setHeader('content-type', 'application/json; charset=utf-8').end('{"ok":true}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    received,
    holding: () => held.length,
    release: () => {
      for (const response of held.splice(0)) response.end('late')
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
