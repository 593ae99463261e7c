import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'

/** Something that runs until it ends by itself or is stopped. */
export type Running = { ended: Promise<string>; stop(): Promise<void> }

const stableAfterMs = 30_000

/** Keeps something running: started again with a growing delay when it ends, until it is stopped. */
export async function keepRunning(name: string, start: () => Promise<Running>, log: Log): Promise<Part> {
  const stopping = new AbortController()
  let current = await start()
  const watch = async () => {
    let failures = 0
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      const why = await current.ended
      if (stopping.signal.aborted) return
      failures = performance.now() - startedAt > stableAfterMs ? 1 : failures + 1
      const waitMs = Math.min(250 * 2 ** failures, 15_000)
      log(`${name} ended (${why}); starting it again in ${(waitMs / 1000).toFixed(1)} s.`)
      await delay(waitMs, null, { signal: stopping.signal }).catch(() => null)
      if (stopping.signal.aborted) return
      current = await startOrFail(start)
    }
  }
  const watching = watch()
  return {
    name,
    async stop() {
      stopping.abort()
      await current.stop()
      await watching
    },
  }
}

async function startOrFail(start: () => Promise<Running>): Promise<Running> {
  try {
    return await start()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ended: Promise.resolve(why), stop: () => Promise.resolve() }
  }
}
