import { Client } from 'pg'

/** A row of cron.job. */
export type Job = { jobid: string; schedule: string; command: string; database: string; username: string }

/** Runs a job's command as its owner, in a connection of its own, and writes down how it went. Aborting cancels the statement. */
export async function runJob(adminUrl: string, job: Job, signal: AbortSignal): Promise<void> {
  const books = await connect(adminUrl)
  try {
    const { rows } = await books.query<{ runid: string }>(
      `insert into cron.job_run_details (jobid, job_pid, database, username, command, status, start_time)
       values ($1, pg_backend_pid(), $2, $3, $4, 'running', clock_timestamp()) returning runid`,
      [job.jobid, job.database, job.username, job.command],
    )
    const result = await execute(adminUrl, job, signal)
    await books.query('update cron.job_run_details set status = $2, return_message = $3, end_time = clock_timestamp() where runid = $1', [
      rows[0]?.runid,
      result.failed ? 'failed' : 'succeeded',
      result.message,
    ])
  } finally {
    await books.end().catch(() => undefined)
  }
}

async function execute(adminUrl: string, job: Job, signal: AbortSignal): Promise<{ failed: boolean; message: string }> {
  const client = await connect(adminUrl)
  const cancel = (): void => void client.end().catch(() => undefined)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    await client.query(`set session authorization ${client.escapeIdentifier(job.username)}`)
    const result = await client.query(job.command)
    const last = Array.isArray(result) ? result.at(-1) : result
    const count = last?.rowCount ?? 0
    return { failed: false, message: last?.command === 'SELECT' ? `${count} row${count === 1 ? '' : 's'}` : `${last?.command ?? ''} ${count}`.trim() }
  } catch (error) {
    return { failed: true, message: `ERROR:  ${error instanceof Error ? error.message : String(error)}` }
  } finally {
    signal.removeEventListener('abort', cancel)
    await client.end().catch(() => undefined)
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'pg_cron job' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
