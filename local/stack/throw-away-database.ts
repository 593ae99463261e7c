import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../postgres/server.ts'
import { startDatabaseOnly } from './database-only.ts'
import { removeStack } from './remove-stack.ts'

/** A database of which nothing is left when it has stopped. */
export type ThrowAwayDatabase = { database: Database; stackDir: string; stop(): Promise<void> }

/** Starts a database with this project's migrations for one test file, one benchmark or one script; the folder is named after it. */
export async function startThrowAwayDatabase(name: string): Promise<ThrowAwayDatabase> {
  const stackDir = mkdtempSync(join(tmpdir(), `switchboard-${name}-`))
  try {
    const { database, stop } = await startDatabaseOnly(stackDir, () => undefined)
    return { database, stackDir, stop: () => stop().finally(() => removeStack(stackDir)) }
  } catch (error) {
    removeStack(stackDir)
    throw error
  }
}
