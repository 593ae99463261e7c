import { Snapshot } from '../engine/check.ts'
import { sayWay, type Way } from '../engine/door.ts'
import { World } from '../engine/world.ts'
import { carryOut, plans, type Plan } from './plans.ts'
import { waysAt } from './ways.ts'

/** One place where one thing goes wrong. */
type Point = { plan: string; door: string; way: Way }
type Outcome = Point & { complaints: string[] }

export type CrashReport = { survived: number; failed: number }

type Log = (line: string) => void

const wave = 150
// On a busy machine a time-out may lead the worker elsewhere: such a point is gone through again.
const rounds = 8

/** Goes through every point of every plan and says how each ended. */
export async function runCrashPoints(log: Log, only: string | null = null): Promise<CrashReport> {
  const world = await World.open()
  const report: CrashReport = { survived: 0, failed: 0 }
  const everybody: string[] = []
  try {
    for (const plan of plans.filter((each) => only === null || each.name.startsWith(only))) {
      const outcomes = await runPlan(world, plan, everybody)
      describe(plan, outcomes, log)
      report.survived += outcomes.filter((outcome) => outcome.complaints.length === 0).length
      report.failed += outcomes.filter((outcome) => outcome.complaints.length > 0).length
    }
    const unexplained = (await Snapshot.take(world, everybody)).unexplained()
    for (const number of unexplained) log(`FAILED billed without a reason: ${number}`)
    return { ...report, failed: report.failed + unexplained.length }
  } finally {
    await world.close()
  }
}

async function runPlan(world: World, plan: Plan, everybody: string[]): Promise<Outcome[]> {
  const doors = await recordDoors(world, plan, everybody)
  const points = doors.flatMap((door) => waysAt(door).map((way) => ({ plan: plan.name, door, way })))
  const outcomes: Outcome[] = []
  let left = points
  for (let round = 1; left.length > 0; round++) {
    const missed: Point[] = []
    for (let from = 0; from < left.length; from += wave) {
      for (const { met, ...outcome } of await runWave(world, plan, left.slice(from, from + wave), everybody)) {
        if (met || round === rounds || outcome.complaints.length > 0) outcomes.push(met ? outcome : { ...outcome, complaints: ['no worker came to this door', ...outcome.complaints] })
        else missed.push({ plan: outcome.plan, door: outcome.door, way: outcome.way })
      }
    }
    left = missed
  }
  return points.flatMap((point) => outcomes.filter((outcome) => outcome.door === point.door && outcome.way === point.way))
}

// A clean pass shows where the plan leads.
async function recordDoors(world: World, plan: Plan, everybody: string[]): Promise<string[]> {
  const users = await world.addCustomers(1)
  everybody.push(...users)
  await plan.prepare(world, users)
  const { passages } = await carryOut(world, plan, users, new Map())
  const [user = ''] = users
  const complaints = (await Snapshot.take(world, users)).complaints(user, plan.wanted)
  if (complaints.length > 0) throw new Error(`${plan.name} does not even work when nothing goes wrong: ${complaints.join('; ')}`)
  return passages.get(user)?.doors ?? []
}

async function runWave(world: World, plan: Plan, points: Point[], everybody: string[]): Promise<(Outcome & { met: boolean })[]> {
  const users = await world.addCustomers(points.length)
  everybody.push(...users)
  await plan.prepare(world, users)
  const planned = points.map((point, index) => ({ ...point, user: users[index] ?? '' }))
  const { passages } = await carryOut(world, plan, users, new Map(planned.map(({ user, door, way }) => [user, { door, way }])))
  const snapshot = await Snapshot.take(world, users)
  return planned.map(({ user, ...point }) => ({ ...point, met: passages.get(user)?.met ?? false, complaints: snapshot.complaints(user, plan.wanted) }))
}

function describe(plan: Plan, outcomes: Outcome[], log: Log): void {
  log(`${plan.name}: ${outcomes.length} points`)
  for (const door of new Set(outcomes.map((outcome) => outcome.door))) {
    const here = outcomes.filter((outcome) => outcome.door === door)
    log(`  ${door}: ${here.filter((outcome) => outcome.complaints.length === 0).map((outcome) => sayWay(outcome.way)).join(', ')}`)
    for (const outcome of here) if (outcome.complaints.length > 0) log(`  FAILED ${door}, ${sayWay(outcome.way)}: ${outcome.complaints.join('; ')}`)
  }
}
