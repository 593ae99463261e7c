import type { Client } from 'pg'
import type { Job } from './job.ts'

/** Begins a run's row in cron.job_run_details and returns its id. */
export async function recordStarting(client: Client, job: Job): Promise<string> {
  const { rows } = await client.query<{ runid: string }>(
    `insert into cron.job_run_details (jobid, database, username, command, status) values ($1, $2, $3, $4, 'starting') returning runid`,
    [job.jobid, job.database, job.username, job.command],
  )
  const runid = rows[0]?.runid
  if (runid === undefined) throw new Error(`job ${job.jobid}: its run could not be written down`)
  return runid
}

export async function recordRunning(client: Client, runid: string, pid: number | undefined): Promise<void> {
  await client.query(`update cron.job_run_details set status = 'running', job_pid = $2, start_time = clock_timestamp() where runid = $1`, [runid, pid])
}

export async function recordEnd(client: Client, runid: string, result: { failed: boolean; message: string }): Promise<void> {
  await client.query(`update cron.job_run_details set status = $2, return_message = $3, end_time = clock_timestamp() where runid = $1`, [
    runid,
    result.failed ? 'failed' : 'succeeded',
    result.message,
  ])
}

/** Closes the rows of runs that ended with the server or with an earlier worker. */
export async function failUnfinished(client: Client, since: 'server' | 'worker'): Promise<void> {
  const installed = await client.query<{ found: boolean }>("select to_regclass('cron.job_run_details') is not null as found")
  if (!installed.rows[0]?.found) return
  await client.query(
    `update cron.job_run_details set status = 'failed', return_message = 'server restarted', end_time = clock_timestamp()
     where status in ('starting', 'running') and ($1 = 'worker' or coalesce(start_time, '-infinity') < pg_postmaster_start_time())`,
    [since],
  )
}
