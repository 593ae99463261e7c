import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An HTTP server on loopback. */
export type Listening = { url: string; close(): Promise<void> }

/** Serves on 127.0.0.1, at a free port unless one is given. */
export async function listen(o: { name: string; port?: number; listener: RequestListener }): Promise<Listening> {
  const server = createServer(o.listener)
  // Longer than any client keeps an idle connection, so that no request meets one that is just closing.
  server.keepAliveTimeout = 90_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`${o.name}: ${error.message}`, { cause: error })))
    server.listen(o.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) }
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
