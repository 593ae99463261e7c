import type { Client } from 'pg'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { keepConnected } from '../postgres/keep-connected.ts'
import { runJob, type Job } from './run-job.ts'
import { nextDue } from './schedule.ts'

/** Where a job stands. A second start while one runs is remembered once and follows at once. */
type Standing = { job: Job; lastStart: number; running: boolean; queued: boolean }

/** The scheduler of pg_cron: one instance of a job at a time, a row in cron.job_run_details for every run. */
export async function startCronWorker(o: { adminUrl: string; log: Log }): Promise<Part> {
  const jobs = new Map<string, Standing>()
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()

  const load = async (client: Client): Promise<void> => {
    const installed = await client.query<{ found: boolean }>("select to_regclass('cron.job') is not null as found")
    const { rows } = installed.rows[0]?.found
      ? await client.query<Job>('select jobid, schedule, command, database, username from cron.job where active')
      : { rows: [] }
    const ids = new Set(rows.map((row) => row.jobid))
    for (const id of jobs.keys()) if (!ids.has(id)) jobs.delete(id)
    for (const job of rows) {
      const known = jobs.get(job.jobid)
      if (known?.job.schedule === job.schedule) known.job = job
      else jobs.set(job.jobid, { job, lastStart: Date.now(), running: known?.running ?? false, queued: false })
    }
  }
  const reload = (): void => void connection?.use(load).catch((error: unknown) => o.log(`pg_cron: ${String(error)}`))
  const connection = await keepConnected({
    url: o.adminUrl,
    name: 'pg_cron',
    log: o.log,
    channels: ['pg_cron_jobs'],
    onNotify: reload,
    onConnected: load,
  })

  const start = (standing: Standing): void => {
    standing.lastStart = Date.now()
    if (standing.running) {
      standing.queued = true
      return
    }
    standing.running = true
    const run = runJob(o.adminUrl, standing.job, stopping.signal)
      .catch((error: unknown) => o.log(`pg_cron: job ${standing.job.jobid}: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        running.delete(run)
        standing.running = false
        if (standing.queued && !stopping.signal.aborted) {
          standing.queued = false
          start(standing)
        }
      })
    running.add(run)
  }
  const timer = setInterval(() => {
    const now = Date.now()
    for (const standing of jobs.values()) if (nextDue(standing.job.schedule, standing.lastStart, now) <= now) start(standing)
  }, 100)

  return {
    name: 'pg_cron',
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      await Promise.allSettled(running)
      await connection.stop()
    },
  }
}
