import type { StepName, StepProvider } from '../_shared/domain/states.ts'
import type { Fence, Step } from '../_shared/engine-db.ts'
import type { Deps } from './deps.ts'

type Ending = Pick<Step, 'outcome' | 'http_status' | 'error_code' | 'detail'>

/** Collects what was tried. It is written beside the work, in order, and costs it no time; what is left goes with the end of the run. */
export class StepLog {
  readonly #deps: Pick<Deps, 'db' | 'now' | 'date' | 'log'>
  readonly #fence: Fence
  #waiting: Step[] = []
  #writing: Promise<void> = Promise.resolve()

  constructor(deps: Pick<Deps, 'db' | 'now' | 'date' | 'log'>, fence: Fence) {
    this.#deps = deps
    this.#fence = fence
  }

  /** Starts the clock of a step; call the result when it ends. */
  begin(step: StepName, provider: StepProvider): (ending: Ending) => void {
    const startedAt = this.#deps.date().toISOString()
    const from = this.#deps.now()
    return (ending) => this.add({ step, provider, started_at: startedAt, duration_ms: Math.max(0, Math.round(this.#deps.now() - from)), ...ending })
  }

  add(...steps: Step[]): void {
    this.#waiting.push(...steps)
  }

  /** Shows on the screen what is being done now, together with what has ended so far. */
  announce(current: StepName): void {
    this.#writing = this.#writing.then(async () => {
      const steps = this.#waiting.splice(0)
      try {
        await this.#deps.db.recordSteps(this.#fence, steps, current)
      } catch (error) {
        // Nothing is lost: they go with the end of the run.
        this.#waiting.unshift(...steps)
        this.#deps.log('warn', 'steps_not_written', { run_id: this.#fence.logId, error: error instanceof Error ? error.message : String(error) })
      }
    })
  }

  /** What has not been written yet. */
  async drain(): Promise<Step[]> {
    await this.#writing
    return this.#waiting.splice(0)
  }
}
