import type { Log } from '../log.ts'
import { startDatabase, type Database, type DatabaseOptions } from '../postgres/server.ts'
import { keepRunning } from './backoff.ts'

/** Starts Postgres and starts it again when it ends unasked; says so. */
export async function startSupervisedDatabase(o: DatabaseOptions, notice: Log): Promise<Database> {
  let tellEnd: (why: string) => void = () => undefined
  const ended = () => new Promise<string>((resolve) => (tellEnd = resolve))
  const database = await startDatabase({ ...o, onExit: (code) => tellEnd(code === null ? 'killed' : `exit code ${code}`) })
  let isFirst = true
  const start = async () => {
    const running = { ended: ended(), stop: () => stop() }
    if (!isFirst) await database.restart()
    isFirst = false
    return running
  }
  const stop = async () => {
    await database.stop()
    tellEnd('stopped')
  }
  const part = await keepRunning('Postgres', start, notice)
  return { ...database, stop: part.stop }
}
