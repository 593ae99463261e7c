import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { keepConnected } from '../postgres/keep-connected.ts'
import { Bell } from './bell.ts'
import { sendBatch } from './batch.ts'

// The real worker ends on an error, and Postgres starts it again after this.
const restartMs = 1000
// A batch that was sent is written down before the worker stops, if its answers come in time.
const finishMs = 5000

/**
 * The worker of pg_net: woken when a transaction with a request commits, sends a batch all at once, and takes the next one only when
 * the last answer of this one is in. Queue row and response are one transaction. No retry and no polling.
 */
export async function startNetWorker(o: { adminUrl: string; log: Log }): Promise<Part> {
  const bell = new Bell()
  const stopping = new AbortController()
  const givenUp = new AbortController()
  let sending: Promise<unknown> = Promise.resolve()
  const connection = await keepConnected({
    url: o.adminUrl,
    name: 'pg_net',
    log: o.log,
    channels: ['pg_net_wake'],
    onNotify: () => bell.ring(),
    // Whatever a clean restart kept is drained once the server is back.
    onConnected: () => bell.ring(),
  })
  const drain = (): Promise<void> =>
    connection.use(async (client) => {
      let sent = 1
      while (sent > 0 && !stopping.signal.aborted) {
        const batch = sendBatch(client, givenUp.signal)
        sending = batch.catch(() => undefined)
        sent = await batch
      }
    })
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await bell.heard()
      try {
        if (!stopping.signal.aborted) await drain()
      } catch (error) {
        if (stopping.signal.aborted) return
        o.log(`pg_net: ${error instanceof Error ? error.message : String(error)}`)
        await sleep(restartMs, null, { signal: stopping.signal }).catch(() => undefined)
        bell.ring()
      }
    }
  }
  const looping = loop()
  return {
    name: 'pg_net',
    stop: async () => {
      stopping.abort()
      bell.ring()
      await Promise.race([sending, sleep(finishMs, null, { ref: false })])
      givenUp.abort()
      await connection.stop()
      await looping
    },
  }
}
