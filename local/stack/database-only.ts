import type { Log } from '../log.ts'
import type { Database } from '../postgres/server.ts'
import { startData } from './data.ts'
import { freePort } from './ports.ts'
import { quietProgress } from './progress.ts'
import { loadSecrets } from './secrets.ts'
import { Teardown } from './teardown.ts'

/** Starts a database with this project's migrations in a folder of its own, and nothing else. */
export async function startDatabaseOnly(stackDir: string, log: Log): Promise<{ database: Database; stop(): Promise<void> }> {
  const teardown = new Teardown()
  try {
    const database = await startData({
      stackDir,
      port: await freePort(),
      secrets: loadSecrets(stackDir),
      workers: false,
      progress: quietProgress(log),
      teardown,
      log,
    })
    return { database, stop: () => teardown.run(log) }
  } catch (error) {
    await teardown.run(log)
    throw error
  }
}
