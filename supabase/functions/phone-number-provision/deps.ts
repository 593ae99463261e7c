import type { EngineDb, StaffDb } from '../_shared/engine-db.ts'
import type { Logger } from '../_shared/log.ts'
import type { TwilioPort } from '../_shared/providers/twilio.ts'
import type { OldSystem } from './old-system.ts'
import type { VapiNumberUpdate } from './vapi-number-update-client.ts'

/** Everything outside of the engine. Tests give fakes of the same types. */
export type Deps = {
  projectRef: string
  serviceKey: string
  /** The nudge key out of Vault; null while there is none. */
  nudgeKey(): Promise<string | null>
  db: EngineDb
  staffDb(session: string): StaffDb
  twilio(timeoutMs: number): Promise<TwilioPort>
  vapi(timeoutMs: number): VapiNumberUpdate
  /** Who serves customers outside the rollout; null while none is configured. */
  oldSystem(): Promise<OldSystem | null>
  /** Somebody may have changed them: what was read before that moment is old. */
  dropSecrets(readBefore: number): void
  /** Whether the secrets that somebody used who began at that moment are not those of now. */
  secretsChanged(since: number): Promise<boolean>
  /** Monotonic milliseconds. */
  now(): number
  /** Wall clock, for the record only. */
  date(): Date
  random(): number
  /** Does something that long from now; call the result to have it not done. */
  after(ms: number, work: () => void): () => void
  log: Logger
  /** Keeps the worker alive after the answer. */
  waitUntil(work: Promise<unknown>): void
}
