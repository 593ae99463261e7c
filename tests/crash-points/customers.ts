import { settle } from '../engine/settle.ts'
import type { World } from '../engine/world.ts'

/** How customers stand before a plan is set off. */
export type Standing = 'new' | 'linked' | 'paused' | 'held' | 'in grace' | 'released by staff' | 'failed'

/** Brings customers to where a plan begins. Those who come out of one plan begin the next: theirs is a history like anybody's. */
export class Customers {
  readonly everybody: string[] = []
  readonly #world: World
  readonly #waiting = new Map<Standing, string[]>()

  constructor(world: World) {
    this.#world = world
  }

  async take(standing: Standing, count: number): Promise<string[]> {
    const waiting = this.#waiting.get(standing) ?? []
    const taken = waiting.splice(0, count)
    const lacking = count - taken.length
    return lacking === 0 ? taken : [...taken, ...(await this.#bring(standing, lacking))]
  }

  /** Keeps those whose number VAPI still knows: a plan's doors are counted once, so everybody must come by the same. */
  async give(standing: Standing, users: string[]): Promise<void> {
    const known = await this.#world.run<{ user_id: string }>(
      `select user_id from public.phone_number_purchases where user_id = any($1::uuid[]) and state = 'recorded' and vapi_phone_number_id is not null`,
      [users],
    )
    this.#waiting.set(standing, [...(this.#waiting.get(standing) ?? []), ...known.map((each) => each.user_id)])
  }

  async #bring(standing: Standing, count: number): Promise<string[]> {
    if (standing === 'new') {
      const users = await this.#world.addSilently(count, { profile: true, assistant: true })
      this.everybody.push(...users)
      return users
    }
    const users = await this.take(standing === 'linked' || standing === 'failed' ? 'new' : 'linked', count)
    await this.#turn(standing, users)
    if (standing !== 'failed') await settle(this.#world, users)
    return users
  }

  async #turn(standing: Standing, users: string[]): Promise<void> {
    const world = this.#world
    switch (standing) {
      case 'linked':
        return world.subscribe(users, 'pro')
      case 'paused':
        return world.subscribe(users, 'free')
      case 'in grace':
        return world.subscribe(users, 'pro', 'cancelled')
      case 'held':
        return this.#askAsStaff(users, 'hold')
      case 'released by staff':
        return this.#askAsStaff(users, 'release')
      case 'failed':
        await world.subscribe(users, 'pro')
        return inTens(users, (user) => failAtOnce(world, user))
      case 'new':
        return
    }
  }

  async #askAsStaff(users: string[], action: string): Promise<void> {
    await this.#world.run(`select private.start_staff_run($1, x, $2, 'A test prepares.', x || $2 || 'prepared', '{"bulk_job_id": 0}') from unnest($3::uuid[]) x`, [this.#world.admin, action, users])
  }
}

/** A few at a time, as workers are. */
export async function inTens(users: string[], work: (user: string) => Promise<void>): Promise<void> {
  const left = [...users]
  const worker = async (): Promise<void> => {
    for (let user = left.shift(); user !== undefined; user = left.shift()) await work(user)
  }
  await Promise.all(Array.from({ length: 10 }, worker))
}

// Before there is an intent: with one, staff must check first.
async function failAtOnce(world: World, user: string): Promise<void> {
  const needsAddress = { refused: 'Twilio 21631', status: 400, body: { code: 21631, message: 'address', status: 400 } }
  await world.start(await world.waitingRun(user), { door: 'twilio search #1', way: needsAddress }).ended
}
