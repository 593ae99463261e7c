import { setTimeout as sleep } from 'node:timers/promises'
import type { StaffAction } from '../../supabase/functions/_shared/domain/states.ts'
import type { Interference, Passage } from './door.ts'
import type { World, Worker } from './world.ts'

/** What may go wrong, by customer; each is met by the first worker on that customer's run. */
export type Interferences = Map<string, Interference>

/** Who presses which button for whom, before anything else happens to that customer. */
export type Presses = { action: StaffAction; staffOf: Map<string, string> }

export type Settled = { passages: Map<string, Passage>; attempts: number }

type Due = { id: number; subject_id: string }

const workersAtOnce = 10
const sweepAfterMs = 1000
const sweepWhenIdleAfterMs = 200
// A busy machine is slow. What is wrong is that nobody begins or ends for so long, or that everybody comes again and again.
const standsStillAfterMs = 180_000
const attemptsEach = 40

/**
 * Plays pg_cron, pg_net and the people on call until no run is left: sweeps, wakes workers, resumes what was halted, and retries what
 * failed and asks for a person. Resolves with the first worker's passage of each customer.
 */
export async function settle(world: World, users: string[], interferences: Interferences = new Map(), presses: Presses | null = null): Promise<Settled> {
  const play = new Play(world, users, interferences, presses)
  for (;;) {
    await play.sweep()
    await world.resumeAll()
    await play.startWorkers()
    if (await play.isOver()) return play.settled
    if (play.isStuck()) throw new Error(`not settled after ${play.settled.attempts} attempts: ${await describeOpen(world, users)}`)
    await sleep(25)
  }
}

class Play {
  readonly settled: Settled = { passages: new Map(), attempts: 0 }
  readonly #world: World
  readonly #users: string[]
  readonly #interferences: Interferences
  readonly #presses: Presses | null
  readonly #pressing: Set<string>
  readonly #atWork = new Map<string, Passage>()
  #sweptAt = -Infinity
  #movedAt = performance.now()
  #sweeping: Promise<void> | null = null

  constructor(world: World, users: string[], interferences: Interferences, presses: Presses | null) {
    this.#world = world
    this.#users = users
    this.#interferences = interferences
    this.#presses = presses
    this.#pressing = new Set(presses ? users : [])
  }

  /** The sweep and the people on call, beside the workers; waits only when there is nobody to start anyway. */
  async sweep(): Promise<void> {
    const after = this.#atWork.size === 0 ? sweepWhenIdleAfterMs : sweepAfterMs
    if (this.#sweeping === null && performance.now() - this.#sweptAt > after) {
      this.#sweeping = this.#sweepOnce()
      // A failure is met where it is waited for.
      this.#sweeping.catch(() => undefined)
    }
    if (this.#atWork.size === 0) await this.#sweeping
  }

  async #sweepOnce(): Promise<void> {
    await this.#world.run(`select private.dispatch_provision_runs()`)
    await hurry(this.#world, this.#users)
    await retryFailed(this.#world, this.#users.filter((user) => !this.#pressing.has(user)))
    this.#sweptAt = performance.now()
    this.#sweeping = null
  }

  async startWorkers(): Promise<void> {
    const waiting = [...this.#pressing].filter((user) => !this.#atWork.has(user))
    for (const user of waiting.slice(0, this.#room())) {
      const staff = this.#presses?.staffOf.get(user) ?? ''
      this.#follow(user, (interference) => this.#world.press(staff, user, this.#presses?.action ?? 'check', interference))
    }
    const room = this.#room()
    if (room === 0) return
    const busy = [...this.#atWork.keys(), ...this.#pressing]
    for (const due of await findDue(this.#world, this.#users, busy, room)) this.#follow(due.subject_id, (interference) => this.#world.start(due.id, interference))
  }

  async isOver(): Promise<boolean> {
    return this.#sweeping === null && this.#atWork.size === 0 && this.#pressing.size === 0 && (await countOpen(this.#world, this.#users)) === 0
  }

  isStuck(): boolean {
    return performance.now() - this.#movedAt > standsStillAfterMs || this.settled.attempts > attemptsEach * (this.#users.length + 1)
  }

  #room(): number {
    const active = [...this.#atWork.values()].filter((passage) => !passage.stuck).length
    return Math.max(0, workersAtOnce - active)
  }

  #follow(user: string, start: (interference: Interference | null) => Worker): void {
    const interference = this.#interferences.get(user) ?? null
    this.#interferences.delete(user)
    const { passage, ended } = start(interference)
    if (!this.settled.passages.has(user)) this.settled.passages.set(user, passage)
    this.settled.attempts += 1
    this.#movedAt = performance.now()
    this.#atWork.set(user, passage)
    void whenOver(passage, ended).then(async (taken) => {
      // Whoever died, or could not say how it ended, holds a lease that runs out.
      if (interference) await this.#world.expireLeases(user)
      this.#atWork.delete(user)
      this.#movedAt = performance.now()
      if (taken) this.#pressing.delete(user)
      // It was not admitted: whoever comes next meets what was meant for it.
      const refused = passage.doors.every((door) => /^db (claim|request)_provision_run/.test(door))
      if (!interference || passage.met || !refused) return
      this.#interferences.set(user, interference)
      this.settled.passages.delete(user)
    })
  }
}

// A killed worker never ends; its place is free at once.
function whenOver(passage: Passage, ended: Promise<boolean>): Promise<boolean> {
  return Promise.race([ended, passage.dead.then(() => false)])
}

function findDue(world: World, users: string[], busy: string[], limit: number): Promise<Due[]> {
  return world.run<Due>(
    `select * from (select distinct on (r.subject_id) r.id::int as id, r.subject_id, r.next_attempt_at from public.phone_provision_logs r
     where r.subject_id = any($1::uuid[]) and r.subject_id <> all($2::uuid[]) and r.status in ('pending', 'retry_scheduled') and r.next_attempt_at <= clock_timestamp()
       and not exists (select 1 from public.phone_provision_logs b where b.subject_id = r.subject_id and b.status = 'processing')
     order by r.subject_id, r.next_attempt_at, r.id) due order by due.next_attempt_at limit $3`,
    [users, busy, limit],
  )
}

// Refused in the very moment of a resume, a run waits half a minute for what stands no more. And a link that VAPI does not call active is looked
// at again after as long as it has lasted, which is minutes when its customer comes from an earlier plan: a lease is as long as anything takes effect.
async function hurry(world: World, users: string[]): Promise<void> {
  await world.run(
    `update public.phone_provision_logs r set next_attempt_at = clock_timestamp() where r.subject_id = any($1::uuid[]) and r.status in ('pending', 'retry_scheduled')
       and r.next_attempt_at > clock_timestamp() + interval '1 s'
       and exists (select 1 from public.provision_halts h where h.scope = r.waiting_for and h.halted_at is null)`,
    [users],
  )
  await world.run(
    `update public.phone_number_purchases p set recheck_at = clock_timestamp() + k.lease_ms * interval '1 ms' from public.provision_settings k
     where p.user_id = any($1::uuid[]) and p.recheck_at > clock_timestamp() + k.lease_ms * interval '1 ms'`,
    [users],
  )
}

async function retryFailed(world: World, users: string[]): Promise<void> {
  await world.run(
    `select public.enqueue_provision_run(f.subject_id, 'retry', 'service') from (
       select distinct on (r.subject_id) r.subject_id, r.status from public.phone_provision_logs r
       where r.subject_id = any($1::uuid[]) and r.status <> 'superseded' order by r.subject_id, r.id desc) f
     where f.status = 'failed'`,
    [users],
  )
}

// A customer whose last run failed, a run that has not ended, and in a patient world what is to be looked at once more: it comes a second later.
const openOnes = `
  select f.subject_id as user_id, 'run ' || f.id || ' failed with ' || coalesce(f.error_code, 'no code') as what from (
    select distinct on (r.subject_id) r.* from public.phone_provision_logs r where r.subject_id = any($1::uuid[]) and r.status <> 'superseded' order by r.subject_id, r.id desc) f
  where f.status = 'failed'
  union all
  select r.subject_id, concat_ws(' ', 'run', r.id, r.status, 'attempt', r.attempt, 'at', r.current_step, 'with', r.error_code, 'waiting for', r.waiting_for, 'until', r.next_attempt_at, 'lease', r.lease_expires_at)
  from public.phone_provision_logs r where r.subject_id = any($1::uuid[]) and r.finished_at is null
  union all
  select p.user_id, 'number ' || p.e164_number || ' is looked at again at ' || p.recheck_at
  from public.phone_number_purchases p where $2 and p.user_id = any($1::uuid[]) and p.recheck_at is not null and p.state in ('recorded', 'released')
    and not exists (select 1 from public.provision_holds h where h.user_id = p.user_id and h.mode = 'freeze')`

async function countOpen(world: World, users: string[]): Promise<number> {
  const [row] = await world.run<{ n: number }>(`select count(*)::int as n from (${openOnes}) o`, [users, world.patient])
  return row?.n ?? 0
}

async function describeOpen(world: World, users: string[]): Promise<string> {
  const rows = await world.run<{ user_id: string; what: string }>(`select * from (${openOnes}) o limit 8`, [users, world.patient])
  return rows.map(({ user_id, what }) => `${user_id}: ${what}`).join('; ')
}
