import type { VapiPayload } from '../../_shared/domain/payloads.ts'
import type { DatabaseError } from '../../_shared/engine-db.ts'
import type { ProviderError } from '../../_shared/providers/provider-error.ts'
import type { Deps } from '../deps.ts'
import { createHandler } from '../handler.ts'
import type { Handover, OldSystem } from '../old-system.ts'
import { claimRun, runProvision } from '../run-provision.ts'
import { FakeDb } from './fake-db.ts'
import { FakeTwilio } from './fake-twilio.ts'

/** The engine among fakes. `clock` only moves when a test moves it. */
export class World {
  db: FakeDb
  twilio = new FakeTwilio()
  vapiCalls: VapiPayload[] = []
  vapiErrors: ProviderError[] = []
  clock = 0
  background: Array<Promise<unknown>> = []
  /** The moments before which what was read was said to be old. */
  droppedBefore: number[] = []
  /** Whether the secrets have become others since the run began. */
  secretsAreNew = false
  /** Every call lasts so long that what is put off for a while is done meanwhile. */
  slow = false
  /** What VAPI has of the number when it is only asked. */
  foundAtVapi: string | null = null
  /** What the old system was given; `null` for a project that has none. */
  handovers: Handover[] | null = []
  handoverErrors: ProviderError[] = []
  staffRefusal: DatabaseError | null = null
  staffRequests: unknown[] = []

  constructor(db: FakeDb = new FakeDb()) {
    this.db = db
  }

  get deps(): Deps {
    return {
      projectRef: 'local',
      serviceKey: 'sb_secret_test',
      nudgeKey: () => Promise.resolve('nudge-key'),
      db: this.db,
      staffDb: () => ({
        request: (asked) => {
          if (this.staffRefusal) return Promise.reject(this.staffRefusal)
          this.staffRequests.push(asked)
          return Promise.resolve({ run_id: 7, status: 'pending' })
        },
      }),
      twilio: () => Promise.resolve(this.twilio),
      vapi: () => (payload) => {
        this.vapiCalls.push(payload)
        const error = this.vapiErrors.shift()
        if (error) return Promise.resolve({ ok: false, error, steps: [] })
        const linked = payload.operation === 'link'
        const ids: Record<VapiPayload['operation'], string | null> = { find: this.foundAtVapi, link: 'vapi-1', unlink: 'vapi-1', remove: null }
        return Promise.resolve({
          ok: true,
          vapi_phone_number_id: ids[payload.operation],
          assistant_id: linked ? (payload.assistant_id ?? null) : null,
          verified: true,
          steps: [],
        })
      },
      oldSystem: () => Promise.resolve(this.#oldSystem()),
      dropSecrets: (readBefore) => this.droppedBefore.push(readBefore),
      secretsChanged: () => Promise.resolve(this.secretsAreNew),
      now: () => this.clock,
      date: () => new Date('2026-01-01T12:00:00Z'),
      random: () => 0.999,
      after: (_ms, work) => {
        if (this.slow) work()
        return () => undefined
      },
      log: () => undefined,
      waitUntil: (work) => this.background.push(work),
    }
  }

  #oldSystem(): OldSystem | null {
    const { handovers } = this
    if (!handovers) return null
    return (handover) => {
      const error = this.handoverErrors.shift()
      if (error) return Promise.resolve({ ok: false, error })
      handovers.push(handover)
      return Promise.resolve({ ok: true, value: { status: 202 } })
    }
  }

  /** One attempt at run 1, from claim to end. */
  async run(): Promise<void> {
    await runProvision(this.deps, await claimRun(this.deps, 1))
  }

  /** Posts to the function and waits for what it left in the background. */
  async post(body: unknown, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<{ status: number; body: Record<string, unknown> }> {
    const request = new Request('http://localhost/phone-number-provision', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    })
    const response = await createHandler(this.deps)(request)
    await Promise.all(this.background)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
}
