import type { Logger } from '../_shared/log.ts'
import type { VapiPort } from '../_shared/providers/vapi.ts'

/** Everything outside of this function. */
export type Deps = {
  serviceKey: string
  vapi(timeoutMs: number): Promise<VapiPort>
  /** The longest time-out of one call to VAPI, in milliseconds. */
  callTimeoutMs: number
  dropSecrets(): void
  now(): number
  date(): Date
  log: Logger
}
