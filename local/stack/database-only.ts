import { chmodSync, mkdirSync } from 'node:fs'
import type { Log } from '../log.ts'
import type { Database } from '../postgres/server.ts'
import { startData } from './data.ts'
import { freePort } from '../free-port.ts'
import { quietProgress } from './progress.ts'
import { loadSecrets } from './secrets.ts'
import { Teardown } from './teardown.ts'

/** Starts a database with this project's migrations in a folder of its own, and nothing else. */
export async function startDatabaseOnly({ stackDir, durable, log }: { stackDir: string; durable: boolean; log: Log }): Promise<{ database: Database; stop(): Promise<void> }> {
  // As in takeLock: the server's user passes through to its data.
  mkdirSync(stackDir, { recursive: true })
  chmodSync(stackDir, 0o711)
  const teardown = new Teardown()
  try {
    const database = await startData({
      stackDir,
      durable,
      port: await freePort(),
      secrets: loadSecrets(stackDir),
      progress: quietProgress(log),
      teardown,
      log,
      notice: log,
    })
    return { database, stop: () => teardown.run(log) }
  } catch (error) {
    await teardown.run(log)
    throw error
  }
}
