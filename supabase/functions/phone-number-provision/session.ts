import { isOpen, type Budget, type ClaimedRun, type Purchase, type RunContext } from '../_shared/domain/context.ts'
import type { StepName, StepProvider } from '../_shared/domain/states.ts'
import type { Fence, Refusal, Step, Transition } from '../_shared/engine-db.ts'
import type { ProviderResult } from '../_shared/providers/provider-error.ts'
import type { TwilioPort } from '../_shared/providers/twilio.ts'
import type { Deps } from './deps.ts'
import { EndOfRun, failure, Fenced } from './end-of-run.ts'
import { StepLog } from './step-log.ts'

type Detail = NonNullable<Step['detail']>

/** One claimed run at work: its fence, its clock, its evidence, and the ledger rows as they now stand. */
export class Session {
  readonly deps: Deps
  readonly run: ClaimedRun
  readonly budget: Budget
  readonly context: RunContext
  readonly fence: Fence
  readonly steps: StepLog
  /** When somebody last resumed what stood still, on our own clock; null for never. */
  readonly resumedAt: number | null
  readonly #claimedAt: number
  #twilio: Promise<TwilioPort> | null = null

  /** `claimedAt` is from before the claim was sent, so that the lease is never thought longer than it is. */
  constructor(deps: Deps, claim: { run: ClaimedRun; budget: Budget; context: RunContext }, claimedAt: number, resumedAt: number | null) {
    this.deps = deps
    this.run = claim.run
    this.budget = claim.budget
    this.context = claim.context
    this.fence = { logId: claim.run.id, attempt: claim.run.attempt }
    this.steps = new StepLog(deps, this.fence)
    this.resumedAt = resumedAt
    this.#claimedAt = claimedAt
  }

  get userId(): string {
    return this.run.user_id
  }

  get openPurchase(): Purchase | null {
    return this.context.purchases.find(isOpen) ?? null
  }

  /** Who is to answer the number; null while there is nobody. */
  get assistantId(): string | null {
    return this.context.user_settings?.vapi_assistant_id ?? null
  }

  get tierType(): string {
    return this.context.subscriptions[0]?.tier_type ?? ''
  }

  /** Milliseconds since the claim was asked for. */
  get elapsed(): number {
    return this.deps.now() - this.#claimedAt
  }

  twilio(): Promise<TwilioPort> {
    return (this.#twilio ??= this.deps.twilio(this.budget.provider_timeout_ms))
  }

  /** A provider call as a step. None begins with less than its own time-out left: its effect could outlive our lease. */
  async call<T>(step: StepName, provider: StepProvider, work: () => Promise<ProviderResult<T>>, describe?: (value: T) => Detail): Promise<ProviderResult<T>> {
    const left = Math.min(this.budget.lease_ms, this.budget.attempt_ms) - this.elapsed
    if (left < this.budget.provider_timeout_ms) throw new EndOfRun(failure('function', 'out_of_time'))
    // Whoever finds a dead worker's run must know that VAPI was being asked; the rest is for the screen.
    this.steps.announce(step, provider === 'vapi')
    const end = this.steps.begin(step, provider)
    const result = await work()
    if (result.ok) end({ outcome: 'ok', ...(describe ? { detail: describe(result.value) } : {}) })
    else end({ outcome: result.error.unknown ? 'unknown' : 'failed', error_code: result.error.code, ...(result.error.httpStatus ? { http_status: result.error.httpStatus } : {}) })
    return result
  }

  /** A transition of the ledger as a step; a fenced refusal ends this worker's part at once. */
  async move<T extends object>(step: StepName, work: () => Promise<Transition<T>>, detail?: Detail): Promise<({ ok: true } & T) | Refusal> {
    const end = this.steps.begin(step, 'db')
    const result = await work()
    if (!result.ok && result.reason === 'fenced') throw new Fenced()
    end(result.ok ? { outcome: 'ok', ...(detail ? { detail } : {}) } : { outcome: 'failed', error_code: result.reason, ...(detail ? { detail } : {}) })
    return result
  }
}
