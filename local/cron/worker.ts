import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { keepConnected, type Connection } from '../postgres/keep-connected.ts'
import { execute } from './execute.ts'
import { readJobs, type Job } from './job.ts'
import { failUnfinished, recordEnd, recordRunning, recordStarting } from './run-record.ts'
import { Runner } from './runner.ts'
import { Timetable } from './timetable.ts'

const tickMs = 100
const finishMs = 2000

/** The scheduler of pg_cron: one instance of a job at a time, a row in cron.job_run_details for every run. */
export async function startCronWorker(o: { adminUrl: string; log: Log }): Promise<Part> {
  const stopping = new AbortController()
  const say = (error: unknown): void => {
    if (!stopping.signal.aborted) o.log(`pg_cron: ${error instanceof Error ? error.message : String(error)}`)
  }
  const timetable = new Timetable()
  const runner = new Runner((job) => run(job).catch(say), (jobid) => timetable.get(jobid))
  let connection: Connection | null = null

  const load = async (client: Client): Promise<void> => {
    const unreadable = timetable.replace(await readJobs(client), Date.now())
    for (const job of unreadable) say(`job ${job.jobid} never runs, its schedule cannot be read: ${job.schedule}`)
  }
  const reload = (): void => void connection?.use(load).catch(say)
  const books = await keepConnected({
    url: o.adminUrl,
    name: 'pg_cron',
    log: o.log,
    channels: ['pg_cron_jobs'],
    onNotify: reload,
    onConnected: async (client) => {
      await failUnfinished(client, connection ? 'server' : 'worker')
      await load(client)
    },
    // Nothing is caught up on after an outage.
    onLost: () => {
      timetable.clear()
      runner.dropQueued()
    },
  })
  connection = books
  // A job may have been scheduled since the first look.
  reload()

  const run = async (job: Job): Promise<void> => {
    const runid = await books.use((client) => recordStarting(client, job))
    const result = await execute(o.adminUrl, job, stopping.signal, (pid) => books.use((client) => recordRunning(client, runid, pid)))
    await books.use((client) => recordEnd(client, runid, result))
  }
  const timer = setInterval(() => {
    for (const job of timetable.takeDue(Date.now())) runner.start(job)
  }, tickMs)

  return {
    name: 'pg_cron',
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      // What was running is written down as failed, unless the server is away.
      await Promise.race([runner.finish(), sleep(finishMs, null, { ref: false })])
      await books.stop()
      await runner.finish()
    },
  }
}
