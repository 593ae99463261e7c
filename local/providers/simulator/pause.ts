import { setTimeout as sleep } from 'node:timers/promises'

/** Waits; false when the simulator was stopped meanwhile. */
export async function pause(ms: number, stopped: AbortSignal): Promise<boolean> {
  if (stopped.aborted) return false
  if (ms <= 0) return true
  try {
    await sleep(ms, undefined, { signal: stopped })
    return true
  } catch {
    return false
  }
}
