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
  /** Runs with the live client, one work after the other; waits while the server is away. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

/** Connects, listens on the channels, and connects again after a loss; what was notified meanwhile is lost. */
export async function keepConnected(o: Options): Promise<Connection> {
  const stopping = new AbortController()
  let live: Client | null = null
  let comingBack = Promise.resolve()
  let turn: Promise<unknown> = Promise.resolve()
  let waiting: Array<() => void> = []

  const release = (): void => {
    for (const go of waiting) go()
    waiting = []
  }
  const open = async (): Promise<void> => {
    const client = new Client({ connectionString: o.url, application_name: o.name })
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('end', () => reject(new Error('the connection ended')))
    })
    client.on('notification', (message) => o.onNotify(message.channel, message.payload ?? ''))
    let announced = false
    const prepare = async (): Promise<void> => {
      await client.connect()
      for (const channel of o.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
      announced = true
      await o.onConnected?.(client)
      live = client
      release()
    }
    const leave = (): void => {
      if (live === client) live = null
      if (announced) o.onLost?.()
    }
    try {
      await Promise.race([prepare(), lost])
    } catch (error) {
      leave()
      void client.end().catch(() => undefined)
      throw error
    }
    // From here on a loss means to come back.
    lost.catch(() => {
      leave()
      if (!stopping.signal.aborted) comingBack = comeBack()
    })
  }
  const comeBack = async (): Promise<void> => {
    for (let delay = 50, tries = 1; !stopping.signal.aborted; delay = Math.min(delay * 2, 1000), tries++) {
      try {
        return await open()
      } catch (error) {
        if (tries === 8) o.log(`${o.name}: the database does not answer (${error instanceof Error ? error.message : String(error)})`)
        await sleep(delay, null, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  await open()
  return {
    use: (work) => {
      const mine = turn.then(async () => {
        while (!live && !stopping.signal.aborted) await new Promise<void>((resolve) => waiting.push(resolve))
        if (!live) throw new Error(`${o.name} was stopped`)
        return work(live)
      })
      turn = mine.catch(() => undefined)
      return mine
    },
    stop: async () => {
      stopping.abort()
      release()
      await comingBack
      await live?.end().catch(() => undefined)
    },
  }
}
