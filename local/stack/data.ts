import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Database } from '../postgres/server.ts'
import { hasDatabase } from './data-dir.ts'
import { migrate } from './migrate.ts'
import type { Progress } from './progress.ts'
import type { Secrets } from './secrets.ts'
import { startSupervisedDatabase } from './supervised-database.ts'
import type { Teardown } from './teardown.ts'

/** Starts Postgres and brings it up to date with this project's migrations. */
export async function startData(o: {
  stackDir: string
  port: number
  secrets: Secrets
  durable?: boolean
  progress: Progress
  teardown: Teardown
  log: Log
  notice: Log
}): Promise<Database> {
  const dataDir = join(o.stackDir, 'data')
  const fresh = !hasDatabase(o.stackDir)
  const { databasePassword: password, jwtSecret, vaultKey } = o.secrets
  const database = await o.progress.step(
    'Postgres 17',
    () => startSupervisedDatabase({ dataDir, port: o.port, password, jwtSecret, vaultKey, durable: o.durable ?? true, log: o.log }, o.notice),
    () => (fresh ? 'new database' : ''),
  )
  o.teardown.add('Postgres', () => database.stop())
  await o.progress.step('Migrations', () => migrate({ stackDir: o.stackDir, url: database.url, fresh }), (done) => done)
  return database
}
