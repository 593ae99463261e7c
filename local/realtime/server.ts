import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Pool } from 'pg'
import { WebSocketServer } from 'ws'
import type { ApiKeys } from '../api/keys.ts'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { keepConnected } from '../postgres/keep-connected.ts'
import { mayRead } from './authorise.ts'
import { claimsOfKey, claimsOfToken, type Claims } from './claims.ts'
import { serveSocket, type Channel, type Hub } from './socket.ts'

/** The Realtime stand-in: private broadcast channels, fed by realtime.send. */
export type Realtime = Part & {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Closes every socket with 1012, as a restart of the service does. */
  dropAll(): void
}

type StoredMessage = { id: string; topic: string; event: string | null; payload: unknown }

const serviceRestart = 1012

/** Delivers what realtime.send committed to those who are joined: in order, nothing kept for the absent. */
export async function startRealtime(o: { adminUrl: string; jwtSecret: string; keys: ApiKeys; log: Log }): Promise<Realtime> {
  const pool = new Pool({ connectionString: o.adminUrl, max: 4, application_name: 'realtime' })
  pool.on('error', () => undefined)
  const wss = new WebSocketServer({ noServer: true })
  const channels = new Map<string, Set<Channel>>()
  const gate = new Gate()
  let queue = Promise.resolve()

  const deliver = async (id: string, topic: string): Promise<void> => {
    if (!channels.get(topic)?.size) return
    const { rows } = await pool.query<StoredMessage>('select id, topic, event, payload from realtime.messages where id = $1', [id])
    for (const row of rows) for (const channel of channels.get(row.topic) ?? []) channel.deliver(row.event ?? '', row.payload, row.id)
  }
  const dropAll = (): void => {
    for (const client of wss.clients) client.close(serviceRestart, 'Service restart')
  }
  const carrier = await keepConnected({
    url: o.adminUrl,
    name: 'realtime carrier',
    log: o.log,
    channels: ['realtime_messages'],
    onNotify: (_channel, message) => {
      const [id = ''] = message.split(' ', 1)
      queue = queue.then(() => deliver(id, message.slice(id.length + 1))).catch((error: unknown) => o.log(`realtime: ${String(error)}`))
    },
    onConnected: () => gate.open(),
    // Clients would believe that they are still fed: let them join again.
    onLost: () => {
      gate.close()
      dropAll()
    },
  })
  const prune = setInterval(() => {
    pool.query(`delete from realtime.messages where inserted_at < now() - interval '1 hour'`).catch(() => undefined)
  }, 60_000)

  const hub = (key: string): Hub => ({
    ready: () => gate.passed(),
    readToken: (token) => claimsOfToken(token, o.jwtSecret),
    authorise: (topic, token) => authorise(pool, o, key, topic, token),
    open: (topic, channel) => void (channels.get(topic) ?? channels.set(topic, new Set()).get(topic))?.add(channel),
    close: (channel) => void channels.get(channel.name)?.delete(channel),
  })
  return {
    name: 'Realtime',
    dropAll,
    handleUpgrade: (request, socket, head) => {
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams
      const key = query.get('apikey') ?? ''
      if (!claimsOfKey(key, o.keys)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
      wss.handleUpgrade(request, socket, head, (ws) => serveSocket(ws, query.get('vsn') === '2.0.0' ? '2.0.0' : '1.0.0', hub(key)))
    },
    stop: async () => {
      clearInterval(prune)
      for (const client of wss.clients) client.terminate()
      wss.close()
      await carrier.stop()
      await queue
      await pool.end()
    },
  }
}

async function authorise(
  pool: Pool,
  o: { jwtSecret: string; keys: ApiKeys },
  key: string,
  topic: string,
  token: string | null,
): Promise<Claims | { refused: string }> {
  // Without a user's token, or with an API key in its place, the key's own role counts.
  const claims = token && !token.startsWith('sb_') ? await claimsOfToken(token, o.jwtSecret) : claimsOfKey(token ?? key, o.keys)
  if (!claims) return { refused: 'InvalidJWTToken: Token is invalid or has expired' }
  if (await mayRead(pool, topic, claims)) return claims
  return { refused: `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}` }
}

/** Opens and closes; those who came while it was closed wait. */
class Gate {
  #isOpen = false
  #waiting: Array<() => void> = []

  open(): void {
    this.#isOpen = true
    for (const go of this.#waiting.splice(0)) go()
  }

  close(): void {
    this.#isOpen = false
  }

  passed(): Promise<void> {
    return this.#isOpen ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
