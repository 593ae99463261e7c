import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Contender } from './contender.ts'
import { resetStatements } from './statements.ts'

export type Burst = { customers: number; seconds: number; perSecond: number; commitMs: number; roundTrips: number; stepCalls: number }

const patienceMs = 900_000

/** Many upgrades in one statement, until the last customer has a linked number. */
export async function measureBurst(contender: Contender, customers: number, adminUrl: string): Promise<Burst> {
  const ids = Array.from({ length: customers }, () => randomUUID())
  await contender.addCustomers(ids)
  await resetStatements(adminUrl)
  const started = performance.now()
  await contender.upgrade(ids)
  const committed = performance.now()
  let done = 0
  while (done < customers) {
    if (performance.now() - committed > patienceMs) throw new Error(`${contender.name}: ${customers - done} of ${customers} have no number after ${patienceMs / 1000} s`)
    await sleep(100)
    done = await contender.countDone(ids)
  }
  const seconds = (performance.now() - committed) / 1000
  const { work, steps } = await contender.countRoundTrips()
  return { customers, seconds, perSecond: customers / seconds, commitMs: committed - started, roundTrips: work / customers, stepCalls: steps / customers }
}
