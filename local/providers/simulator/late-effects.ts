import { pause } from './pause.ts'

/** Effects whose callers have already been told, or not told, how it went. */
export type LateEffects = {
  schedule(ms: number, effect: () => Promise<unknown>): void
  /** How many have not taken place yet. */
  pending(): number
  /** Those still waiting will not take place. */
  cancel(): void
}

/** Runs effects later, until stopped. */
export function createLateEffects(onError: (error: unknown) => void): LateEffects {
  let current = new AbortController()
  let pending = 0
  return {
    schedule: (ms, effect) => {
      pending += 1
      void runLater(ms, effect, current.signal)
        .catch(onError)
        .finally(() => {
          pending -= 1
        })
    },
    pending: () => pending,
    cancel: () => {
      current.abort()
      current = new AbortController()
    },
  }
}

async function runLater(ms: number, effect: () => Promise<unknown>, stopped: AbortSignal): Promise<void> {
  if (await pause(ms, stopped)) await effect()
}
