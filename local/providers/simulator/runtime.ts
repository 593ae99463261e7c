import type { FaultList } from './fault-list.ts'
import type { LateEffects } from './late-effects.ts'
import type { Random } from './random.ts'
import type { RequestLog } from './request-log.ts'
import type { Settings } from './settings.ts'

/** What a running simulator keeps besides the provider's own state. */
export type Runtime = {
  settings: Settings
  faults: FaultList
  requests: RequestLog
  lateEffects: LateEffects
  random: Random
  /** Aborted, and replaced, by a reset: what waits then will not take effect. */
  life: AbortController
  inFlight: number
}
