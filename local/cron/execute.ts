import { Client, type QueryResult } from 'pg'
import type { Job } from './job.ts'

export type Result = { failed: boolean; message: string }

/**
 * Executes a job's command in a connection of its own, opened as the job's owner, so that the command cannot become anybody else.
 * Never rejects: what went wrong is the result. Aborting ends the connection.
 */
export async function execute(adminUrl: string, job: Job, signal: AbortSignal, onStarted: (pid: number | undefined) => Promise<void>): Promise<Result> {
  const client = new Client({ connectionString: urlOf(adminUrl, job), application_name: 'pg_cron' })
  client.on('error', () => undefined)
  const abort = (): void => void client.end().catch(() => undefined)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    await onStarted(rows[0]?.pid)
    return { failed: false, message: describe(await client.query(job.command)) }
  } catch (error) {
    return { failed: true, message: `ERROR:  ${error instanceof Error ? error.message : String(error)}` }
  } finally {
    signal.removeEventListener('abort', abort)
    await client.end().catch(() => undefined)
  }
}

// All roles that may log in have the administrator's password.
function urlOf(adminUrl: string, job: Job): string {
  const url = new URL(adminUrl)
  url.username = encodeURIComponent(job.username)
  url.pathname = `/${encodeURIComponent(job.database)}`
  return url.toString()
}

function describe(result: QueryResult | QueryResult[]): string {
  const last = Array.isArray(result) ? result.at(-1) : result
  const count = last?.rowCount ?? null
  if (last?.command === 'SELECT') return `${count} row${count === 1 ? '' : 's'}`
  if (last?.command === 'INSERT') return `INSERT 0 ${count}`
  return [last?.command ?? '', count].filter((word) => word !== null).join(' ')
}
