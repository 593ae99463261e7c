import type { Job } from './job.ts'

/** One instance of a job at a time; of the starts that fall into a run, one is kept and follows at once. */
export class Runner {
  readonly #running = new Map<string, Promise<void>>()
  readonly #queued = new Set<string>()
  readonly #run: (job: Job) => Promise<void>
  readonly #find: (jobid: string) => Job | undefined

  /** `run` never rejects. `find` gives a queued job as it is when its turn comes, or nothing when it is gone. */
  constructor(run: (job: Job) => Promise<void>, find: (jobid: string) => Job | undefined) {
    this.#run = run
    this.#find = find
  }

  /** Starts a job, or queues it behind its own run. */
  start(job: Job): void {
    if (this.#running.has(job.jobid)) this.#queued.add(job.jobid)
    else this.#running.set(job.jobid, this.#run(job).then(() => this.#ended(job.jobid)))
  }

  #ended(jobid: string): void {
    this.#running.delete(jobid)
    const next = this.#queued.delete(jobid) ? this.#find(jobid) : undefined
    if (next) this.start(next)
  }

  dropQueued(): void {
    this.#queued.clear()
  }

  /** Drops what is queued and waits for what runs. */
  async finish(): Promise<void> {
    this.dropQueued()
    await Promise.all(this.#running.values())
  }
}
