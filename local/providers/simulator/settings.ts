import { z } from 'zod'
import type { Latency } from './latency.ts'

/** How a simulator behaves besides its faults; `PUT /__control/settings` changes the given ones. */
export type Settings = {
  /** How long calls take. */
  latency: Latency
  /** A new number stays out of lists for so long. 0: it shows at once. */
  list_lag_ms: number
  /** More calls than this at one time are answered 429. 0: no limit. */
  concurrency_limit: number
  /** What Twilio does with the other fields when a number is bought that the account already owns. */
  reposts: 'update' | 'ignore'
}

/** What may be changed. */
export const settingsChange = z
  .strictObject({
    latency: z.union([z.literal('realistic'), z.number().nonnegative()]),
    list_lag_ms: z.number().nonnegative(),
    concurrency_limit: z.int().nonnegative(),
    reposts: z.enum(['update', 'ignore']),
  })
  .partial()

/** The settings that a simulator starts with. */
export function initialSettings(latency: Latency = 'realistic'): Settings {
  return { latency, list_lag_ms: 0, concurrency_limit: 0, reposts: 'update' }
}
