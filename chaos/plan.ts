import { pick, seededRandom } from '../local/traffic/random.ts'
import { billingChanges, staffAsks, type BillingChange, type ChaosEvent, type Delivery } from './event.ts'
import { faultNames } from './faults.ts'
import type { Options } from './options.ts'

const perUser = 5
const stopsEverybody = /halts/

type Draw = { random: () => number; time: () => number; user: () => number }

/** All that will happen, in order: the same for the same options. */
export function planStorm(o: Options): ChaosEvent[] {
  const random = seededRandom(o.seed)
  const ms = o.seconds * 1000
  const draw: Draw = { random, time: () => Math.floor(random() * ms), user: () => Math.floor(random() * o.users) }
  const events = [
    ...firstUpgrades(o, draw),
    ...repeat(o.users * perUser, () => userEvent(draw)),
    ...repeat(Math.ceil(o.seconds / 12), () => bulk(o, draw)),
    ...faults(o, draw),
    ...repeat(Math.ceil(o.seconds / 25), () => ({ at: draw.time(), kind: 'kill' as const, name: pick(random, ['phone-number-provision', 'phone-number-provision', 'vapi-number-update'] as const) })),
    ...repeat(Math.ceil(o.seconds / 6), () => ({ at: draw.time(), kind: 'lose_queue' as const })),
    ...repeat(Math.ceil(o.seconds / 2), () => ({ at: draw.time(), kind: 'old_nudges' as const, count: 1 + Math.floor(random() * 6) })),
  ]
  return events.toSorted((a, b) => a.at - b.at)
}

// Most customers pay early on, so that there is something to lose.
function firstUpgrades(o: Options, draw: Draw): ChaosEvent[] {
  return Array.from({ length: o.users }, (_, user) => user)
    .filter(() => draw.random() < 0.8)
    .map((user) => ({ at: Math.floor(draw.time() / 3), kind: 'billing', user, change: 'upgrade', delivery: delivery(draw) }))
}

function userEvent(draw: Draw): ChaosEvent {
  const at = draw.time()
  const user = draw.user()
  const dice = draw.random()
  if (dice < 0.62) return { at, kind: 'billing', user, change: billing(draw), delivery: delivery(draw) }
  if (dice < 0.72) return { at, kind: 'assistant', user, present: draw.random() < 0.8 }
  if (dice < 0.96) return { at, kind: 'staff', user, ask: pick(draw.random, staffAsks), staff: Math.floor(draw.random() * 1000) }
  return dice < 0.985 ? { at, kind: 'delete_row', user } : { at, kind: 'delete_user', user }
}

function billing(draw: Draw): BillingChange {
  return draw.random() < 0.4 ? 'upgrade' : pick(draw.random, billingChanges)
}

function delivery(draw: Draw): Delivery {
  return draw.random() < 0.7 ? 'as usual' : pick(draw.random, ['dropped', 'doubled', 'late'] as const)
}

function bulk(o: Options, draw: Draw): ChaosEvent {
  const users = Array.from({ length: Math.ceil(o.users / 8) }, draw.user)
  return { at: draw.time(), kind: 'bulk', users: [...new Set(users)], change: draw.random() < 0.7 ? 'upgrade' : 'downgrade' }
}

// A long storm has each fault at least once; a short one what chance brings, with few of those that stop everybody.
function faults(o: Options, draw: Draw): ChaosEvent[] {
  const count = Math.ceil(o.seconds)
  const each = count >= 3 * faultNames.length ? faultNames : []
  return [...each.map((name) => fault(draw, name)), ...repeat(count - each.length, () => fault(draw, chance(draw)))]
}

function chance(draw: Draw): (typeof faultNames)[number] {
  const name = pick(draw.random, faultNames)
  return stopsEverybody.test(name) && draw.random() < 0.6 ? pick(draw.random, faultNames) : name
}

function fault(draw: Draw, name: (typeof faultNames)[number]): ChaosEvent {
  return { at: draw.time(), kind: 'fault', fault: name, times: stopsEverybody.test(name) ? 1 : 1 + Math.floor(draw.random() * 3) }
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make)
}
