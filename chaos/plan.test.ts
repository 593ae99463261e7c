import { expect, it } from 'vitest'
import { faultNames } from './faults.ts'
import { planStorm } from './plan.ts'

const options = { seed: 7, users: 60, seconds: 60 }

it('plans the same for the same seed, and something else for another', () => {
  expect(planStorm(options)).toEqual(planStorm(options))
  expect(planStorm({ ...options, seed: 8 })).not.toEqual(planStorm(options))
})

it('plans in order, within the time, with every kind of event', () => {
  const plan = planStorm(options)
  expect(plan.map((event) => event.at)).toEqual(plan.map((event) => event.at).toSorted((a, b) => a - b))
  expect(Math.max(...plan.map((event) => event.at))).toBeLessThan(60_000)
  const kinds = new Set(plan.map((event) => event.kind))
  expect([...kinds].toSorted()).toEqual(['assistant', 'billing', 'bulk', 'delete_row', 'delete_user', 'fault', 'kill', 'lose_queue', 'old_nudges', 'staff'])
})

it('reaches every fault in a long storm', () => {
  const planned = new Set(planStorm({ seed: 1, users: 500, seconds: 300 }).flatMap((event) => (event.kind === 'fault' ? [event.fault] : [])))
  expect(faultNames.filter((name) => !planned.has(name))).toEqual([])
})
