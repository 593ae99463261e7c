import type { Database } from '../postgres/server.ts'
import { startDatabaseOnly } from './database-only.ts'
import { throwAway } from './throw-away.ts'

/** A database of which nothing is left when it has stopped. */
export type ThrowAwayDatabase = { database: Database; stackDir: string; stop(): Promise<void> }

/**
 * Starts a database with this project's migrations for one test file, one benchmark or one script; the folder is named after it.
 * A benchmark wants a durable one, which waits for the disk as a database in service does.
 */
export function startThrowAwayDatabase(name: string, o: { durable?: boolean } = {}): Promise<ThrowAwayDatabase> {
  return throwAway(name, (stackDir) => startDatabaseOnly({ stackDir, durable: o.durable ?? false, log: () => undefined }))
}
