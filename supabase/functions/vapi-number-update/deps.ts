import type { Logger } from '../_shared/log.ts'
import type { VapiPort } from '../_shared/providers/vapi.ts'

/** Everything outside of this function. */
export type Deps = {
  serviceKey: string
  vapi(): Promise<VapiPort>
  dropSecrets(): void
  now(): number
  date(): Date
  log: Logger
}
