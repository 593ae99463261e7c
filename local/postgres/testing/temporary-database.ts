import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { placeData } from '../data-dir.ts'
import { serverUser } from '../server-user.ts'
import { startDatabase, type Database, type DatabaseOptions } from '../server.ts'

export type Rows = <R extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<R[]>

/** A database in a folder of its own. `run` asks as postgres, `admin` as supabase_admin, each time in a new session. */
export type TemporaryDatabase = { database: Database; options: DatabaseOptions; dir: string; logged: string[]; run: Rows; admin: Rows; remove(): Promise<void> }

/** Starts one for a test file. */
export async function temporaryDatabase(extensions: string[] = []): Promise<TemporaryDatabase> {
  const { options, dir, logged } = temporaryOptions()
  const database = await startDatabase(options)
  const run = session(database.url)
  for (const name of extensions) await run(`create extension ${name}`)
  return {
    database,
    options,
    dir,
    logged,
    run,
    admin: session(database.adminUrl),
    remove: async () => {
      await database.stop()
      removeData(options)
    },
  }
}

/** What startDatabase needs for a new folder; nothing is started. */
export function temporaryOptions(parent = mkdtempSync(join(tmpdir(), 'switchboard-db-'))): { options: DatabaseOptions; dir: string; logged: string[] } {
  const logged: string[] = []
  const options = {
    dataDir: join(parent, 'stack', 'data'),
    password: "p@ss/w'ord",
    jwtSecret: 'x'.repeat(40),
    vaultKey: 'k'.repeat(40),
    durable: false,
    log: (line: string) => void logged.push(line),
  }
  return { options, dir: placeData(options.dataDir, serverUser()), logged }
}

/** Removes a stopped database's folders. */
export function removeData(options: DatabaseOptions): void {
  const placed = placeData(options.dataDir, serverUser())
  if (placed !== options.dataDir) rmSync(dirname(placed), { recursive: true, force: true })
  rmSync(dirname(dirname(options.dataDir)), { recursive: true, force: true })
}

/** Asks in a new session each time, so that a restart in between does not matter. */
export function session(url: string): Rows {
  return async <R extends QueryResultRow>(sql: string, values?: unknown[]) => {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      const result = await client.query<R>(sql, values)
      return Array.isArray(result) ? (result.at(-1) as { rows: R[] }).rows : result.rows
    } finally {
      await client.end()
    }
  }
}
