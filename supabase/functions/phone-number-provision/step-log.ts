import type { StepName, StepProvider } from '../_shared/domain/states.ts'
import type { Fence, Step } from '../_shared/engine-db.ts'
import type { Deps } from './deps.ts'

// A step that is over sooner is not announced: nobody could see it, and writing it would cost more than the step.
const worthShowingMs = 100

type Ending = Pick<Step, 'outcome' | 'http_status' | 'error_code' | 'detail'>

/** Collects what was tried. It is written beside the work, in order, and costs it no time; what is left goes with the end of the run. */
export class StepLog {
  readonly #deps: Pick<Deps, 'db' | 'now' | 'date' | 'after' | 'log'>
  readonly #fence: Fence
  #waiting: Step[] = []
  #writing: Promise<void> = Promise.resolve()
  #callOff: () => void = () => undefined
  #announced: StepName | null = null

  constructor(deps: Pick<Deps, 'db' | 'now' | 'date' | 'after' | 'log'>, fence: Fence) {
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

  /** Shows on the screen what is being done now, together with what has ended so far; `atOnce`, even if it is soon over, unless it was announced before. */
  announce(current: StepName, atOnce: boolean): void {
    this.#callOff()
    const now = atOnce && this.#announced !== current
    this.#callOff = now ? () => undefined : this.#deps.after(worthShowingMs, () => this.#write(current))
    if (now) this.#write(current)
  }

  /** A transition of the ledger has announced this step. */
  announced(current: StepName): void {
    this.#announced = current
  }

  #write(current: StepName): void {
    this.#writing = this.#writing.then(async () => {
      const steps = this.#waiting.splice(0)
      try {
        await this.#deps.db.recordSteps(this.#fence, steps, current)
        this.#announced = current
      } catch (error) {
        // Nothing is lost: they go with the end of the run.
        this.#waiting.unshift(...steps)
        this.#deps.log('warn', 'steps_not_written', { run_id: this.#fence.logId, error: error instanceof Error ? error.message : String(error) })
      }
    })
  }

  /** What has not been written yet. */
  async drain(): Promise<Step[]> {
    this.#callOff()
    await this.#writing
    return this.#waiting.splice(0)
  }
}
