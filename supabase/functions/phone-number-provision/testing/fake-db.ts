import type { Claim, Purchase, RunContext } from '../../_shared/domain/context.ts'
import { decide } from '../../_shared/domain/decide.ts'
import type { StepName, TriggerAction } from '../../_shared/domain/states.ts'
import type { DatabaseError, EngineDb, Fence, Finish, Refusal, Step } from '../../_shared/engine-db.ts'

export const userId = '7c1e40a2-0000-4000-8000-000000009b31'

/** A paid customer with an assistant and no number, active and in the rollout. */
export function paidContext(change: Partial<RunContext> = {}): RunContext {
  return {
    user_exists: true,
    profile: null,
    subscriptions: [{ id: 's1', tier_type: 'pro', status: 'active' }],
    phone_numbers: [],
    user_settings: { vapi_assistant_id: 'assistant-1', assistant_provisioning_status: null },
    purchases: [],
    hold: null,
    rollout: { enabled: true, reason: 'percentage', bucket: 1 },
    handed_over_at: null,
    handover_open: false,
    integrity_issue: null,
    release_grace_seconds: 0,
    activated: true,
    now: '2026-01-01T12:00:00Z',
    desired: 'assigned',
    desired_reason: 'paid',
    ...change,
  }
}

export function purchase(change: Partial<Purchase> = {}): Purchase {
  return {
    id: 1,
    state: 'recorded',
    e164_number: '+15125550101',
    tag: `swb:local:${userId}`,
    provider_number_id: 'PN1',
    adopted: false,
    release_after: null,
    release_requested_at: null,
    vapi_phone_number_id: null,
    assistant_id: null,
    linked_at: null,
    verified_at: null,
    intended_at: '2026-01-01T11:59:00Z',
    ...change,
  }
}

/** The database in memory: one run, the ledger's rules, and a switch for each refusal. */
export class FakeDb implements EngineDb {
  context: RunContext
  action: TriggerAction = 'converge'
  finished: Finish | null = null
  steps: Step[] = []
  calls: string[] = []
  handovers: string[] = []
  /** What was said to be done next, by whichever call said so. */
  announced: StepName[] = []
  fencedFrom: string | null = null
  takenNumbers = new Set<string>()
  recordAnswer: { success: false; error: string; sqlstate: string } | null = null
  lostCodes: (string | null)[] = []
  /** The numbers by which somebody else goes in the database. */
  othersSids = new Set<string>()
  intentAnswer: Refusal | null = null
  releaseAnswer: Refusal | null = null
  notClaimed: string | null = null
  broken: DatabaseError | null = null
  enqueued: Array<{ userId: string; action: TriggerAction }> = []
  /** When somebody last resumed what stood still. */
  resumedAt: string | null = null
  secrets: Record<string, string> = { provision_nudge_key: 'nudge-key' }

  constructor(context: RunContext = paidContext()) {
    this.context = context
  }

  // deno-lint-ignore require-await
  async claim(logId: number): Promise<Claim> {
    this.#note('claim')
    if (this.notClaimed) return { claimed: false, reason: this.notClaimed, run_id: logId }
    const { desired, reason } = decide(this.context)
    return {
      claimed: true,
      run: { id: logId, attempt: 1, failures: 0, user_id: userId, action: this.action, source: 'trigger', reason: null, created_at: this.context.now },
      budget: { lease_ms: 90_000, attempt_ms: 60_000, provider_timeout_ms: 15_000, max_candidates: 3, max_attempts: 5 },
      context: structuredClone({ ...this.context, desired, desired_reason: reason }),
      resumed_at: this.resumedAt,
    }
  }

  recordIntent(_fence: Fence, e164Number: string, tag: string) {
    if (this.#refused('recordIntent')) return this.#fenced()
    if (this.intentAnswer) return Promise.resolve(this.intentAnswer)
    if (this.takenNumbers.has(e164Number)) return Promise.resolve({ ok: false as const, reason: 'number_taken' })
    const row = purchase({ id: this.context.purchases.length + 1, state: 'intended', e164_number: e164Number, tag, provider_number_id: null, intended_at: this.context.now })
    this.context.purchases.push(row)
    return Promise.resolve({ ok: true as const, purchase_id: row.id, intended_at: row.intended_at })
  }

  recordPurchase(fence: Fence, purchaseId: number, o: { providerNumberId: string; adopted: boolean; tierType?: string; next?: StepName }) {
    if (this.#refused('recordPurchase')) return this.#fenced()
    if (this.othersSids.has(o.providerNumberId)) return Promise.resolve({ ok: false as const, reason: 'conflict' })
    if (o.next) this.announced.push(o.next)
    Object.assign(this.row(purchaseId), { state: 'purchased', provider_number_id: o.providerNumberId, adopted: o.adopted })
    return this.#purchased(fence, this.row(purchaseId), o)
  }

  async #purchased(fence: Fence, row: Purchase, o: { providerNumberId: string; tierType?: string }) {
    if (o.tierType === undefined) return { ok: true as const, state: 'purchased' as const }
    const recorded = await this.recordNumber(fence, { phoneNumber: row.e164_number, providerNumberId: o.providerNumberId })
    return { ok: true as const, state: recorded.success ? ('recorded' as const) : ('purchased' as const), recorded }
  }

  markLost(_fence: Fence, purchaseId: number, code: string | null) {
    if (this.#refused('markLost')) return this.#fenced()
    this.lostCodes.push(code)
    this.row(purchaseId).state = 'lost'
    return Promise.resolve({ ok: true as const })
  }

  recordNumber(_fence: Fence, o: { phoneNumber: string; providerNumberId: string }) {
    if (this.#refused('recordNumber')) return Promise.resolve({ success: false as const, error: 'taken over', sqlstate: 'SW423' })
    if (this.recordAnswer) return Promise.resolve(this.recordAnswer)
    const row = this.context.purchases.find((each) => each.provider_number_id === o.providerNumberId)
    if (row) row.state = 'recorded'
    return Promise.resolve({ success: true as const, phone_number: o.phoneNumber, phone_number_id: 'n1' })
  }

  recordLink(_fence: Fence, purchaseId: number, o: { vapiPhoneNumberId: string | null; assistantId: string | null }) {
    if (this.#refused('recordLink')) return this.#fenced()
    Object.assign(this.row(purchaseId), { vapi_phone_number_id: o.vapiPhoneNumberId, assistant_id: o.assistantId })
    return Promise.resolve({ ok: true as const })
  }

  beginRelease(_fence: Fence, purchaseId: number) {
    if (this.#refused('beginRelease')) return this.#fenced()
    if (this.releaseAnswer) return Promise.resolve(this.releaseAnswer)
    this.row(purchaseId).state = 'releasing'
    return Promise.resolve({ ok: true as const })
  }

  finishRelease(_fence: Fence, purchaseId: number) {
    if (this.#refused('finishRelease')) return this.#fenced()
    this.row(purchaseId).state = 'released'
    return Promise.resolve({ ok: true as const })
  }

  recordHandover(_fence: Fence, state: 'asked' | 'taken' | 'refused') {
    if (this.#refused('recordHandover')) return this.#fenced()
    this.handovers.push(state)
    return Promise.resolve({ ok: true as const })
  }

  recordSteps(_fence: Fence, steps: Step[], current: StepName | null) {
    this.steps.push(...steps)
    if (current) this.announced.push(current)
    return Promise.resolve()
  }

  async finish(fence: Fence, finish: Finish, steps: Step[]) {
    if (finish.link) {
      const linked = await this.recordLink(fence, finish.link.purchaseId, finish.link)
      if (!linked.ok) return linked
    }
    this.#note('finish')
    this.finished = finish
    this.steps.push(...steps)
    return { ok: true as const, status: finish.result, next_attempt_at: null }
  }

  enqueue(id: string, action: TriggerAction) {
    this.enqueued.push({ userId: id, action })
    return Promise.resolve({ run_id: 99, status: 'pending' })
  }

  readSecrets() {
    return Promise.resolve(this.secrets)
  }

  row(id: number): Purchase {
    const found = this.context.purchases.find((each) => each.id === id)
    if (!found) throw new Error(`no purchase ${id}`)
    return found
  }

  stepNames(): string[] {
    return this.steps.map((step) => step.step)
  }

  #note(name: string): void {
    if (this.broken) throw this.broken
    this.calls.push(name)
  }

  #refused(name: string): boolean {
    this.#note(name)
    return this.fencedFrom === name
  }

  #fenced(): Promise<Refusal> {
    return Promise.resolve({ ok: false, reason: 'fenced' })
  }
}
