import type { Claim } from './domain/context.ts'
import type { HaltScope, RunResult, StaffAction, StepName, StepOutcome, StepProvider, TriggerAction } from './domain/states.ts'

/** Run and attempt: the fence of every transition. */
export type Fence = { logId: number; attempt: number }

export type Refusal = { ok: false; reason: string; release_after?: string }
export type Transition<T extends object = object> = ({ ok: true } & T) | Refusal

/** One step that was tried. Details are allow-listed by the database. */
export type Step = {
  step: StepName
  provider: StepProvider
  outcome: StepOutcome
  started_at: string
  duration_ms: number
  http_status?: number
  error_code?: string
  detail?: Record<string, string | number | boolean>
}

/** What VAPI now does with a number. */
export type Link = { vapiPhoneNumberId: string | null; assistantId: string | null; verified: boolean }

export type Finish = {
  result: RunResult
  outcome: string | null
  errorCode: string | null
  errorMessage: string | null
  haltScope: HaltScope | null
  /** Goes again for ever: what must arrive never becomes `failed`. */
  untilDone?: boolean
  /** Written down in the transaction that ends the run; a conflict ends nothing. */
  link?: Link & { purchaseId: number }
}

export type Recorded = { success: true; phone_number: string; phone_number_id: string } | { success: false; error: string; sqlstate: string }

/** The database as the engine sees it: claims, fenced transitions, evidence. Every call is safe to repeat. */
export type EngineDb = {
  claim(logId: number, projectRef: string): Promise<Claim>
  recordIntent(fence: Fence, e164Number: string, tag: string): Promise<Transition<{ purchase_id: number; intended_at: string }>>
  /**
   * `tierType`: the number is wanted, so that the customer's transaction follows in the same breath; its own failure leaves the purchase standing.
   * `next`: the step that follows, announced in the same breath as well.
   */
  recordPurchase(
    fence: Fence,
    purchaseId: number,
    o: { providerNumberId: string; adopted: boolean; tierType?: string; next?: StepName },
  ): Promise<Transition<{ state: 'purchased' | 'recorded' | 'releasing'; recorded?: Recorded }>>
  /** `errorCode`: why; null when it was lost before and the reason stays. */
  markLost(fence: Fence, purchaseId: number, errorCode: string | null): Promise<Transition>
  recordNumber(fence: Fence, o: { userId: string; phoneNumber: string; providerNumberId: string; tierType: string }): Promise<Recorded>
  recordLink(fence: Fence, purchaseId: number, link: Link): Promise<Transition>
  beginRelease(fence: Fence, purchaseId: number): Promise<Transition>
  /** `certain`: nothing that VAPI was asked for may still come to life. */
  finishRelease(fence: Fence, purchaseId: number, certain: boolean): Promise<Transition>
  recordHandover(fence: Fence, state: 'asked' | 'taken' | 'refused'): Promise<Transition>
  recordSteps(fence: Fence, steps: Step[], currentStep: StepName | null): Promise<void>
  finish(fence: Fence, finish: Finish, steps: Step[]): Promise<Transition<{ status: string; next_attempt_at: string | null }>>
  enqueue(userId: string, action: TriggerAction): Promise<{ run_id: number; status: string }>
  readSecrets(): Promise<Record<string, string>>
}

/** What a staff member may call with the own session. */
export type StaffDb = {
  request(o: { userId: string; action: StaffAction; reason: string | null; idempotencyKey: string }): Promise<{ run_id: number; status: string }>
}

/** The database refused or could not be reached; `code` is a SQLSTATE or `connection`. */
export class DatabaseError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }

  /** The outcome is not known, or would be another one a moment later. */
  get transient(): boolean {
    return this.code === 'connection' || /^(08|40|53|57|55P03)/.test(this.code)
  }
}
