import { setTimeout as sleep } from 'node:timers/promises'
import { settle, type Calm } from './calm.ts'
import { collectEvidence } from './evidence.ts'
import { readLedger, readShared } from './ledger.ts'
import type { Options } from './options.ts'
import { Outages, type Outage } from './outages.ts'
import { planStorm } from './plan.ts'
import { Safety, type Watched } from './safety.ts'
import { resumeHalts } from './staff.ts'
import { runStorm, type Tally } from './storm.ts'
import { Violations, type Violation } from './violation.ts'
import { openWorld, type World } from './world.ts'

/** How a storm went. */
export type Outcome = {
  options: Options
  tally: Tally
  faults: Map<string, number>
  violations: Violation[]
  /** What the system wrote down about each user who met a violation. */
  evidence: Map<string, string[]>
  calm: Calm
  outage: { longest: Outage | null; byItself: Outage | null }
  runs: Record<string, number>
  bought: number
  released: number
}

const watchEveryMs = 400
const judgeAll = Number.POSITIVE_INFINITY

/** Runs one storm on a stack of its own: the plan, the watch beside it, and the calm in which everybody must converge. */
export async function runChaos(options: Options, o: { calmMs: number; signal: AbortSignal }): Promise<Outcome> {
  const world = await openWorld({ ...options, signal: o.signal })
  try {
    const violations = new Violations()
    const safety = new Safety(watched(world), violations)
    const outages = new Outages(world)
    const over = new AbortController()
    const watching = watch(world, safety, outages, over.signal)
    const tally = await runStorm(world, planStorm(options), violations, o.signal)
    const calm = await settle(world, safety, o.calmMs, o.signal)
    over.abort()
    await watching
    await safety.look()
    await safety.judgeReleases(judgeAll)
    for (const { user, why, last } of calm.unsettled) violations.add('everybody converges', user, `${why}; last run ${JSON.stringify(last)}`)
    return {
      options,
      tally,
      faults: world.providers.hits,
      violations: violations.found,
      evidence: await collectAll(world, violations.found),
      calm,
      outage: { longest: outages.longest, byItself: outages.longestByItself },
      runs: await countRuns(world),
      bought: [...safety.bought.values()].reduce((sum, n) => sum + n, 0),
      released: safety.released,
    }
  } finally {
    await world.close()
  }
}

function watched(world: World): Watched {
  return {
    customers: world.customers,
    events: (since) => world.providers.events(since),
    ledger: (sids) => readLedger(world.pool, sids),
    shared: () => readShared(world.pool),
  }
}

async function collectAll(world: World, violations: Violation[]): Promise<Map<string, string[]>> {
  const users = new Set(world.customers.map((customer) => customer.id).filter((id) => violations.some(({ user }) => user?.includes(id))))
  return new Map(await Promise.all([...users].map(async (user) => [user, await collectEvidence(world, user)] as const)))
}

// The admin is quick in chaos: what halts is resumed within a few looks.
async function watch(world: World, safety: Safety, outages: Outages, over: AbortSignal): Promise<void> {
  for (let look = 0; !over.aborted; look++) {
    await world.providers.refresh()
    await safety.look()
    await outages.look()
    if (look % 5 === 4) await resumeHalts(world)
    await sleep(watchEveryMs, null, { signal: over }).catch(() => undefined)
  }
}

async function countRuns(world: World): Promise<Record<string, number>> {
  const { rows } = await world.pool.query<{ status: string; n: string }>(`select status, count(*) as n from public.phone_provision_logs group by 1 order by 2 desc`)
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.n)]))
}
