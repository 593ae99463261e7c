import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { withClient } from './connect.ts'

// What a client of Postgres says first: a wish for TLS, or who it is.
async function firstWord(host: string, query = ''): Promise<'TLS' | 'startup'> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const said = new Promise<'TLS' | 'startup'>((resolve) =>
    server.once('connection', (socket) => socket.once('data', (bytes) => (resolve(bytes.readInt32BE(4) === 80_877_103 ? 'TLS' : 'startup'), socket.destroy()))),
  )
  const { port } = server.address() as AddressInfo
  await withClient(`postgresql://postgres:x@${host}:${port}/postgres${query}`, () => Promise.resolve()).catch(() => undefined)
  server.close()
  return said
}

test.each([
  // Not one of this machine's usual names: to be treated as a hosted database is.
  ['127.0.0.2', '', 'TLS'],
  ['127.0.0.2', '?application_name=x', 'TLS'],
  ['127.0.0.2', '?sslmode=disable', 'startup'],
  ['127.0.0.2', '?sslmode=verify-full', 'TLS'],
  ['127.0.0.1', '', 'startup'],
] as const)('a database at %s%s is asked for %s first', async (host, query, first) => expect(await firstWord(host, query)).toBe(first))
