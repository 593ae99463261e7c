import type { StaffAction } from '../../supabase/functions/_shared/domain/states.ts'
import type { Wanted } from '../engine/check.ts'
import type { World } from '../engine/world.ts'
import { inTens, type Standing } from './customers.ts'

/** One thing that the engine does for a customer: where they stand, what sets it off, where they must end, and what they then serve for. */
export type Plan = {
  name: string
  /** Which of the two worlds it belongs to. */
  world: 1 | 2
  from: Standing
  wanted: Wanted
  leaves?: Standing
  /** Seconds that a cancelled customer's number is kept. */
  grace?: number
  /** The first worker comes by a button that staff press through the function. */
  press?: StaffAction
  setOff?(world: World, users: string[]): Promise<void>
}

// A first worker gets so far and dies; its lease is over, and the next one is what the plan is about.
const abandonAt = (way: 'killed before' | 'killed after') => async (world: World, users: string[]) => {
  await world.subscribe(users, 'pro')
  await inTens(users, async (user) => world.abandonAt(await world.waitingRun(user), { door: 'twilio buy #1', way }))
}

// By the time that somebody settles the buy, the product has given the customer another number.
const servedElsewhere = async (world: World, users: string[]): Promise<void> => {
  await abandonAt('killed after')(world, users)
  await world.run(
    `insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status)
     select x, 'twilio', 'PNold' || x, '+1307' || (4400000 + (select count(*) from public.phone_numbers) + row_number() over ()), 'active' from unnest($1::uuid[]) x`,
    [users],
  )
}

const newAssistant = async (world: World, users: string[]): Promise<void> => {
  await world.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = any($1::uuid[])`, [users])
}

const graceIsOver = async (world: World, users: string[]): Promise<void> => {
  await world.run(`update public.phone_number_purchases set release_after = clock_timestamp() - interval '1 ms' where user_id = any($1::uuid[]) and state = 'recorded'`, [users])
}

const toTier = (tier: string, status = 'active') => (world: World, users: string[]) => world.subscribe(users, tier, status)

/** Every plan of the engine. */
export const plans: Plan[] = [
  { name: 'assign', world: 1, from: 'new', wanted: 'linked', leaves: 'linked', setOff: toTier('pro') },
  { name: 'adopt (bought, answer never seen)', world: 2, from: 'new', wanted: 'linked', leaves: 'linked', setOff: abandonAt('killed after') },
  { name: 'adopt (intended, never bought)', world: 2, from: 'new', wanted: 'linked', leaves: 'linked', setOff: abandonAt('killed before') },
  { name: 'give back what was bought beside another number', world: 2, from: 'new', wanted: 'elsewhere', setOff: servedElsewhere },
  { name: 'relink', world: 1, from: 'linked', wanted: 'linked', leaves: 'linked', setOff: newAssistant },
  { name: 'pause', world: 1, from: 'linked', wanted: 'paused', leaves: 'paused', setOff: toTier('free') },
  { name: 'resume', world: 1, from: 'paused', wanted: 'linked', leaves: 'linked', setOff: toTier('pro') },
  { name: 'hold by staff', world: 2, from: 'linked', wanted: 'linked', leaves: 'held', press: 'hold' },
  { name: 'unhold by staff', world: 2, from: 'held', wanted: 'linked', leaves: 'linked', press: 'unhold', setOff: newAssistant },
  { name: 'check by staff', world: 2, from: 'linked', wanted: 'linked', leaves: 'linked', press: 'check' },
  { name: 'cancel, with grace: pause now', world: 1, from: 'linked', wanted: 'paused', leaves: 'in grace', grace: 3600, setOff: toTier('pro', 'cancelled') },
  { name: 'back within the grace', world: 1, from: 'in grace', wanted: 'linked', leaves: 'linked', grace: 3600, setOff: toTier('pro') },
  { name: 'the grace is over: release', world: 1, from: 'in grace', wanted: 'released', grace: 3600, setOff: graceIsOver },
  { name: 'release', world: 1, from: 'linked', wanted: 'released', setOff: toTier('pro', 'cancelled') },
  { name: 'provision by staff after a release', world: 2, from: 'released by staff', wanted: 'linked', press: 'provision' },
  { name: 'retry of a failed run by staff', world: 2, from: 'failed', wanted: 'linked', press: 'retry' },
]
