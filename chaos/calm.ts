import { setTimeout as sleep } from 'node:timers/promises'
import { findUnsettled, type Unsettled } from './converged.ts'
import type { Safety } from './safety.ts'
import { askAsStaff, resumeHalts } from './staff.ts'
import type { World } from './world.ts'

/** What was left when the calm ended; nobody, when all is well. */
export type Calm = { seconds: number; askedByStaff: number; unsettled: Unsettled[] }

const lookEveryMs = 1000

/** After the storm: faults gone, halts resumed, failed runs retried by staff as they would; waits until everybody has converged. */
export async function settle(world: World, safety: Safety, patienceMs: number, signal: AbortSignal): Promise<Calm> {
  await world.providers.heal()
  const started = performance.now()
  const asked = new Map<string, number>()
  let unsettled: Unsettled[] = []
  do {
    await resumeHalts(world)
    await safety.look()
    unsettled = await findUnsettled(world, safety.owned)
    if (unsettled.length === 0 && (await world.providers.quiet())) break
    await retryFailed(world, unsettled, asked)
    await sleep(lookEveryMs, null, { signal }).catch(() => undefined)
  } while (!signal.aborted && performance.now() - started < patienceMs)
  return { seconds: (performance.now() - started) / 1000, askedByStaff: asked.size, unsettled }
}

// One press per failed run: a person reads what failed and presses Retry.
async function retryFailed(world: World, unsettled: Unsettled[], asked: Map<string, number>): Promise<void> {
  const failed = unsettled.filter(({ user, last }) => last?.status === 'failed' && asked.get(user) !== last.id)
  let operator = asked.size
  for (const { user, last } of failed.slice(0, 20)) {
    const customer = world.customers.find((each) => each.id === user)
    if (!customer || !last) continue
    const status = await askAsStaff(world, customer, 'retry', operator++)
    // Sometimes the button says what to do instead: "Check first".
    if (status === 409) await askAsStaff(world, customer, 'check', operator++)
    asked.set(user, last.id)
  }
}
