import type { Log } from '../../log.ts'
import type { Exchange } from './exchange.ts'
import type { Latency } from './latency.ts'

/** What every simulator can be given. */
export type SimulatorOptions = {
  /** A free one unless given. */
  port?: number
  /** `realistic` unless given. */
  latency?: Latency
  /** Where the state is kept from one start to the next; in memory only unless given. */
  stateFile?: string
  /** Makes numbers and latencies the same every time. */
  seed?: number
  log?: Log
  /** Called with every request and its answer, credentials included. */
  onExchange?: (exchange: Exchange) => void
}
