import { expect } from 'vitest'
import { Snapshot, type Wanted } from './check.ts'
import { settle } from './settle.ts'
import type { World } from './world.ts'

/** A customer on the free tier for whom nothing is left to do. */
export async function customer(world: World): Promise<string> {
  const [user = ''] = await world.addCustomers(1)
  await settle(world, [user])
  return user
}

/** A paying customer whose number is linked. */
export async function linkedCustomer(world: World): Promise<string> {
  const user = await customer(world)
  await world.subscribe([user], 'pro')
  await settle(world, [user])
  return user
}

/** Upgrades, and answers with the waiting run. */
export async function upgrade(world: World, user: string): Promise<number> {
  await world.subscribe([user], 'pro')
  return world.waitingRun(user)
}

/** A customer whose first worker bought and was never heard of again. */
export async function unsettledBuy(world: World): Promise<string> {
  const user = await customer(world)
  await world.abandonAt(await upgrade(world, user), { door: 'twilio buy #1', way: 'killed after' })
  return user
}

/** The ledger's rows of a customer, oldest first. */
export function numbersOf(world: World, user: string): Promise<{ e164: string; sid: string; state: string; lost_code: string | null }[]> {
  return world.run(`select e164_number as e164, provider_number_id as sid, state, lost_code from public.phone_number_purchases where user_id = $1 order by id`, [user])
}

/** Plays on until nothing is left to do, and expects Twilio, VAPI, the ledger and the host's rows to agree on what is wanted. */
export async function expectRest(world: World, user: string, wanted: Wanted): Promise<void> {
  await settle(world, [user])
  expect((await Snapshot.take(world, [user])).complaints(user, wanted)).toEqual([])
}
