import type { Client } from 'pg'

/** A row of cron.job. */
export type Job = { jobid: string; schedule: string; command: string; database: string; username: string }

/** The jobs that shall run. */
export async function readJobs(client: Client): Promise<Job[]> {
  const installed = await client.query<{ found: boolean }>("select to_regclass('cron.job') is not null as found")
  if (!installed.rows[0]?.found) return []
  const { rows } = await client.query<Job>('select jobid, schedule, command, database, username from cron.job where active order by jobid')
  return rows
}
