import type { Logger } from '../_shared/log.ts'
import type { VapiPort } from '../_shared/providers/vapi.ts'

/** Everything outside of this function. */
export type Deps = {
  serviceKey: string
  vapi(timeoutMs: number): Promise<VapiPort>
  /** The longest time-out of one call to VAPI, in milliseconds. */
  callTimeoutMs: number
  /** What was read of the secrets before that moment is old. */
  dropSecrets(readBefore: number): void
  /** Whether the secrets that somebody used who began at that moment are not those of now. */
  secretsChanged(since: number): Promise<boolean>
  now(): number
  date(): Date
  log: Logger
}
