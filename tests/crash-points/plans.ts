import type { Interferences } from '../engine/settle.ts'
import { settle } from '../engine/settle.ts'
import type { Wanted } from '../engine/check.ts'
import type { World } from '../engine/world.ts'

/** One thing that the engine does for a customer: how they get there, what sets it off, and where they must end. */
export type Plan = { name: string; wanted: Wanted; prepare(world: World, users: string[]): Promise<void>; setOff(world: World, users: string[]): Promise<void> }

async function assign(world: World, users: string[]): Promise<void> {
  await world.subscribe(users, 'pro')
  await settle(world, users)
}

async function pause(world: World, users: string[]): Promise<void> {
  await world.subscribe(users, 'free')
  await settle(world, users)
}

// A first worker gets so far and dies; its lease is over, and the next one is what the plan is about.
async function abandon(world: World, users: string[], door: string, way: 'killed before' | 'killed after'): Promise<void> {
  await world.subscribe(users, 'pro')
  for (const user of users) await world.abandonAt(await world.waitingRun(user), { door, way })
}

const nothing = (): Promise<void> => Promise.resolve()

/** Every plan of the engine. */
export const plans: Plan[] = [
  { name: 'assign', wanted: 'linked', prepare: nothing, setOff: (world, users) => world.subscribe(users, 'pro') },
  {
    name: 'adopt (bought, answer never seen)',
    wanted: 'linked',
    prepare: (world, users) => abandon(world, users, 'twilio buy #1', 'killed after'),
    setOff: nothing,
  },
  {
    name: 'adopt (intended, never bought)',
    wanted: 'linked',
    prepare: (world, users) => abandon(world, users, 'twilio buy #1', 'killed before'),
    setOff: nothing,
  },
  { name: 'pause', wanted: 'paused', prepare: assign, setOff: (world, users) => world.subscribe(users, 'free') },
  {
    name: 'resume',
    wanted: 'linked',
    prepare: async (world, users) => {
      await assign(world, users)
      await pause(world, users)
    },
    setOff: (world, users) => world.subscribe(users, 'pro'),
  },
  { name: 'release', wanted: 'released', prepare: assign, setOff: (world, users) => world.subscribe(users, 'pro', 'cancelled') },
  {
    name: 'relink',
    wanted: 'linked',
    prepare: assign,
    setOff: async (world, users) => {
      await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = any($1::uuid[])`, [users])
    },
  },
]

/** Sets a plan off for these customers and brings all of them to rest. */
export async function carryOut(world: World, plan: Plan, users: string[], interferences: Interferences): Promise<Awaited<ReturnType<typeof settle>>> {
  await plan.setOff(world, users)
  return settle(world, users, interferences)
}
