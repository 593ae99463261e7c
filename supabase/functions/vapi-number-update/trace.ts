import type { StepName } from '../_shared/domain/states.ts'
import type { Step } from '../_shared/engine-db.ts'
import type { ProviderError, ProviderResult } from '../_shared/providers/provider-error.ts'
import type { Deps } from './deps.ts'

/** VAPI refused, or its answer was lost. */
export class VapiFailure extends Error {
  readonly error: ProviderError

  constructor(error: ProviderError) {
    super(error.code)
    this.error = error
  }
}

/** Runs calls one after the other and keeps what was tried, for the run that asked. */
export class Trace {
  readonly steps: Step[] = []
  readonly #deps: Pick<Deps, 'now' | 'date' | 'callTimeoutMs'>
  readonly #until: number

  /** `budgetMs`: how long the caller waits and its lease holds; null when nobody said. */
  constructor(deps: Pick<Deps, 'now' | 'date' | 'callTimeoutMs'>, budgetMs: number | null) {
    this.#deps = deps
    this.#until = budgetMs === null ? Number.POSITIVE_INFINITY : deps.now() + budgetMs
  }

  async try<T>(step: StepName, call: () => Promise<ProviderResult<T>>): Promise<ProviderResult<T>> {
    // What begins later than this could take effect when somebody else already holds the run.
    const late = this.steps.length > 0 && this.#deps.now() + this.#deps.callTimeoutMs > this.#until
    if (late) throw new VapiFailure({ provider: 'function', code: 'out_of_time', httpStatus: null, unknown: false })
    const startedAt = this.#deps.date().toISOString()
    const from = this.#deps.now()
    const result = await call()
    const failed = result.ok ? {} : { error_code: result.error.code, ...(result.error.httpStatus ? { http_status: result.error.httpStatus } : {}) }
    const outcome = result.ok ? 'ok' : result.error.unknown ? 'unknown' : 'failed'
    this.steps.push({ step, provider: 'vapi', outcome, started_at: startedAt, duration_ms: Math.max(0, Math.round(this.#deps.now() - from)), ...failed })
    return result
  }

  /** The value, or VapiFailure. */
  async need<T>(step: StepName, call: () => Promise<ProviderResult<T>>): Promise<T> {
    const result = await this.try(step, call)
    if (!result.ok) throw new VapiFailure(result.error)
    return result.value
  }
}
