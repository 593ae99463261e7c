import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startCronWorker } from '../cron/worker.ts'
import type { Log } from '../log.ts'
import { startNetWorker } from '../net/worker.ts'
import { startDatabase, type Database } from '../postgres/server.ts'
import { migrate } from './migrate.ts'
import type { Progress } from './progress.ts'
import type { Secrets } from './secrets.ts'
import type { Teardown } from './teardown.ts'

/** Starts Postgres with this project's migrations and, unless told otherwise, the workers of pg_net and pg_cron. */
export async function startData(o: {
  stackDir: string
  port: number
  secrets: Secrets
  workers: boolean
  progress: Progress
  teardown: Teardown
  log: Log
}): Promise<Database> {
  const dataDir = join(o.stackDir, 'data')
  const fresh = !existsSync(join(dataDir, 'PG_VERSION'))
  const { databasePassword: password, jwtSecret, vaultKey } = o.secrets
  const database = await o.progress.step(
    'Postgres 17',
    () => startDatabase({ dataDir, port: o.port, password, jwtSecret, vaultKey, log: o.log }),
    () => (fresh ? 'new database' : ''),
  )
  o.teardown.add('Postgres', () => database.stop())
  await o.progress.step('Migrations', () => migrate({ stackDir: o.stackDir, url: database.url, fresh }), (done) => done)
  if (!o.workers) return database
  await o.progress.step('pg_net and pg_cron', async () => {
    const net = await startNetWorker({ adminUrl: database.adminUrl, log: o.log })
    o.teardown.add('pg_net', () => net.stop())
    const cron = await startCronWorker({ adminUrl: database.adminUrl, log: o.log })
    o.teardown.add('pg_cron', () => cron.stop())
  })
  return database
}
