import type { Job } from './job.ts'
import { nextDue } from './schedule.ts'

/** The active jobs and when each is due next. */
export class Timetable {
  readonly #entries = new Map<string, { job: Job; due: number }>()

  /** Takes over what cron.job holds now; a job that kept its schedule keeps its next start. Returns those whose schedule is unreadable. */
  replace(jobs: Job[], now: number): Job[] {
    const ids = new Set(jobs.map((job) => job.jobid))
    for (const id of this.#entries.keys()) if (!ids.has(id)) this.#entries.delete(id)
    return jobs.filter((job) => !this.#put(job, now))
  }

  #put(job: Job, now: number): boolean {
    const known = this.#entries.get(job.jobid)
    try {
      const due = known?.job.schedule === job.schedule ? known.due : nextDue(job.schedule, now)
      this.#entries.set(job.jobid, { job, due })
      return true
    } catch {
      this.#entries.delete(job.jobid)
      return false
    }
  }

  /** Forgets when jobs were due, as after an outage: nothing is caught up on. */
  clear(): void {
    this.#entries.clear()
  }

  get(jobid: string): Job | undefined {
    return this.#entries.get(jobid)?.job
  }

  /** The jobs that are due, each moved on to its next start. */
  takeDue(now: number): Job[] {
    const due = [...this.#entries.values()].filter((entry) => entry.due <= now)
    for (const entry of due) entry.due = nextDue(entry.job.schedule, now)
    return due.map((entry) => entry.job)
  }
}
