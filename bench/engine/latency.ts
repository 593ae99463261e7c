import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Contender } from './contender.ts'
import type { Providers } from './providers.ts'

/**
 * One customer: from the commit of the upgrade to a linked number with nothing left to do, in milliseconds. `added` is what that is beyond the
 * providers' own time, less than nothing for who has two of them at work at once; `alone` is when none of them was at work.
 */
export type Sample = { total: number; providers: number; added: number; alone: number }

const pollMs = 3
const patienceMs = 60_000

/** Upgrades one customer after the other, each contender in turn, so that whatever the machine does meets both. */
export async function measureLatency(contenders: Contender[], providers: Providers, o: { samples: number; warmUps: number }): Promise<Sample[][]> {
  const taken: Sample[][] = contenders.map(() => [])
  for (let round = 0; round < o.samples + o.warmUps; round++) {
    // Who goes first takes turns as well.
    const order = [...contenders.keys()].toSorted((a, b) => (round % 2 === 0 ? a - b : b - a))
    for (const index of order) {
      const contender = contenders[index]
      if (!contender) continue
      const sample = await measureOne(contender, providers)
      if (round >= o.warmUps) taken[index]?.push(sample)
    }
  }
  return taken
}

async function measureOne(contender: Contender, providers: Providers): Promise<Sample> {
  const id = randomUUID()
  await contender.addCustomers([id])
  await providers.forget()
  await contender.upgrade([id])
  const committed = performance.now()
  while ((await contender.countDone([id])) === 0) {
    if (performance.now() - committed > patienceMs) throw new Error(`${contender.name}: the customer ${id} has no number after ${patienceMs / 1000} s`)
    await sleep(pollMs)
  }
  const total = performance.now() - committed
  const { own, byTheClock } = await providers.time()
  return { total, providers: own, added: total - own, alone: total - byTheClock }
}
