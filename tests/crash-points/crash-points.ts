import { Snapshot } from '../engine/check.ts'
import { sayWay, type Way } from '../engine/door.ts'
import { settle, type Interferences, type Settled } from '../engine/settle.ts'
import { World } from '../engine/world.ts'
import { Customers } from './customers.ts'
import type { Plan } from './plans.ts'
import type { Ear } from './run-shards.ts'
import { waysAt } from './ways.ts'

/** One place where one thing goes wrong. */
type Point = { door: string; way: Way }
type Outcome = Point & { complaints: string[] }

export type CrashReport = { survived: number; failed: number }

/** Goes through every point of these plans in a world of their own and says how each ended. */
export async function runCrashPoints(plans: Plan[], ear: Ear): Promise<CrashReport> {
  const world = await World.open({}, true)
  const report: CrashReport = { survived: 0, failed: 0 }
  const customers = new Customers(world)
  try {
    for (const plan of plans) {
      const started = performance.now()
      const outcomes = await runPlan(world, plan, customers)
      describe(plan, outcomes, Math.round((performance.now() - started) / 1000), ear)
      report.survived += outcomes.filter((outcome) => outcome.complaints.length === 0).length
      report.failed += outcomes.filter((outcome) => outcome.complaints.length > 0).length
    }
    const unexplained = (await Snapshot.take(world, customers.everybody)).unexplained()
    for (const number of unexplained) ear.tell(`FAILED billed without a reason: ${number}`)
    return { ...report, failed: report.failed + unexplained.length }
  } finally {
    await world.close()
  }
}

async function runPlan(world: World, plan: Plan, customers: Customers): Promise<Outcome[]> {
  await world.run(`update public.provision_settings set release_grace_seconds = $1`, [plan.grace ?? 0])
  const doors = await recordDoors(world, plan, customers)
  const points = doors.flatMap((door) => waysAt(door).map((way) => ({ door, way })))
  const users = await customers.take(plan.from, points.length)
  const planned = points.map((point, index) => ({ ...point, user: users[index] ?? '' }))
  const { passages } = await carryOut(world, plan, users, new Map(planned.map(({ user, ...point }) => [user, point])))
  const snapshot = await Snapshot.take(world, users)
  const outcomes = planned.map(({ user, ...point }) => {
    const missed = passages.get(user)?.met ? [] : [`no worker came to this door, but by ${passages.get(user)?.doors.join(', ')}`]
    return { ...point, user, complaints: [...missed, ...snapshot.complaints(user, plan.wanted)] }
  })
  if (plan.leaves) await customers.give(plan.leaves, outcomes.filter((outcome) => outcome.complaints.length === 0).map((outcome) => outcome.user))
  return outcomes
}

// A clean pass shows where the plan leads.
async function recordDoors(world: World, plan: Plan, customers: Customers): Promise<string[]> {
  const users = await customers.take(plan.from, 1)
  const { passages } = await carryOut(world, plan, users, new Map())
  const [user = ''] = users
  const complaints = (await Snapshot.take(world, users)).complaints(user, plan.wanted)
  if (complaints.length > 0) throw new Error(`${plan.name} does not even work when nothing goes wrong: ${complaints.join('; ')}`)
  return passages.get(user)?.doors ?? []
}

async function carryOut(world: World, plan: Plan, users: string[], interferences: Interferences): Promise<Settled> {
  await plan.setOff?.(world, users)
  if (!plan.press) return settle(world, users, interferences)
  const staff = await world.addStaff(users.length)
  return settle(world, users, interferences, { action: plan.press, staffOf: new Map(users.map((user, index) => [user, staff[index] ?? ''])) })
}

function describe(plan: Plan, outcomes: Outcome[], seconds: number, ear: Ear): void {
  ear.log(`${plan.name}: ${outcomes.length} points, ${seconds} s`)
  for (const door of new Set(outcomes.map((outcome) => outcome.door))) {
    const here = outcomes.filter((outcome) => outcome.door === door)
    ear.log(`  ${door}: ${here.filter((outcome) => outcome.complaints.length === 0).map((outcome) => sayWay(outcome.way)).join(', ')}`)
    for (const outcome of here) if (outcome.complaints.length > 0) ear.tell(`  FAILED ${plan.name}: ${door}, ${sayWay(outcome.way)}: ${outcome.complaints.join('; ')}`)
  }
}
