import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../log.ts'

type Options = {
  url: string
  name: string
  log: Log
  channels: string[]
  onNotify: (channel: string, payload: string) => void
  onConnected?: (client: Client) => void | Promise<void>
  onLost?: () => void
}

/** One connection that listens, and comes back by itself when the server was away. */
export type Connection = {
  /** Runs with the live client; waits while the server is away. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

/** Connects, listens on the channels, and connects again after a loss; what was notified meanwhile is lost. */
export async function keepConnected(o: Options): Promise<Connection> {
  const state = { client: null as Client | null, stopped: false, waiting: [] as Array<() => void> }

  const lost = (client: Client): void => {
    if (state.client !== client) return
    state.client = null
    o.onLost?.()
    if (!state.stopped) void reconnect()
  }
  const connect = async (): Promise<void> => {
    const client = new Client({ connectionString: o.url, application_name: o.name })
    client.on('error', () => lost(client))
    client.on('end', () => lost(client))
    client.on('notification', (message) => o.onNotify(message.channel, message.payload ?? ''))
    await client.connect()
    for (const channel of o.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    state.client = client
    await o.onConnected?.(client)
    for (const go of state.waiting.splice(0)) go()
  }
  const reconnect = async (): Promise<void> => {
    for (let delay = 50; !state.stopped; delay = Math.min(delay * 2, 1000)) {
      try {
        await connect()
        return
      } catch (error) {
        if (delay === 1000) o.log(`${o.name}: the database does not answer (${error instanceof Error ? error.message : String(error)})`)
        await sleep(delay)
      }
    }
  }

  await connect()
  return {
    use: async (work) => {
      while (!state.client && !state.stopped) await new Promise<void>((resolve) => state.waiting.push(resolve))
      if (!state.client) throw new Error(`${o.name} was stopped`)
      return work(state.client)
    },
    stop: async () => {
      state.stopped = true
      for (const go of state.waiting.splice(0)) go()
      await state.client?.end().catch(() => undefined)
    },
  }
}
