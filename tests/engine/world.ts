import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type QueryResultRow } from 'pg'
import { control, startTestProviders, type TestProviders } from '../../local/providers/testing/providers.ts'
import { addQuietCustomers } from '../../local/seed/quiet-customers.ts'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'
import type { StaffAction } from '../../supabase/functions/_shared/domain/states.ts'
import type { OldSystem } from '../../supabase/functions/phone-number-provision/old-system.ts'
import { Passage, type Interference } from './door.ts'
import { openDoors, type Doors } from './doors.ts'
import { easeClaim, patientSettings, prolongLeases } from './patience.ts'
import { linkFunction, work, type Asked, type Patience } from './worker.ts'

/** Everything that waits is shrunk: a lease of a minute and a half becomes seconds. */
const settings = {
  lease_ms: 5000, attempt_ms: 4500, provider_timeout_ms: 1500, backoff_base_ms: 20, backoff_cap_ms: 100, max_attempts: 50,
  max_in_flight: 500, drain_seconds: 0, release_brake_floor: 100_000, outage_faults: 1_000_000,
} // prettier-ignore

const hasty: Patience = { databaseMs: 2000, vapiCallMs: 400 }
const patient: Patience = { databaseMs: 20_000, vapiCallMs: 15_000 }

/** A worker under way. */
export type Worker = { passage: Passage; ended: Promise<boolean> }
type StartOptions = { projectRef?: string; date?: () => Date; oldSystem?: OldSystem }

/** The real database, the real simulators and the engine's own handlers; time belongs to the test. */
export class World {
  readonly pool: Pool
  readonly providers: TestProviders
  readonly doors: Doors
  readonly admin = randomUUID()
  readonly patient: boolean
  readonly #close: () => Promise<void>
  #workers = 0

  private constructor(pool: Pool, providers: TestProviders, doors: Doors, isPatient: boolean, close: () => Promise<void>) {
    this.pool = pool
    this.providers = providers
    this.doors = doors
    this.patient = isPatient
    this.#close = close
  }

  /** `isPatient`: no worker that is alive runs out of time, however busy the machine is; see patience.ts. */
  static async open(change: Record<string, number> = {}, isPatient = false): Promise<World> {
    const running = await startThrowAwayDatabase('engine')
    const pool = new Pool({ connectionString: running.database.adminUrl, max: 12 })
    pool.on('error', () => undefined)
    const providers = await startTestProviders()
    const doors = await openDoors({ pool, twilioUrl: providers.twilio.url, vapiUrl: providers.vapi.url, link: linkFunction(isPatient ? patient : hasty), ease: isPatient ? easeClaim : null })
    const world = new World(pool, providers, doors, isPatient, async () => {
      await doors.close()
      await providers.stop()
      await pool.end()
      await running.stop()
    })
    await world.#prepare(isPatient ? { ...patientSettings, ...change } : change)
    if (isPatient) await prolongLeases(pool)
    return world
  }

  async run<R extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.pool.query<R>(sql, values)).rows
  }

  /** Starts a worker on a run. `ended` never settles for one that is killed. */
  start(runId: number, interference: Interference | null = null, o: StartOptions = {}): Worker {
    return this.#ask({ log_id: runId }, interference, o)
  }

  /** A member of staff presses a button; the same key is the same press. `ended` says whether it was taken. */
  press(staff: string, user: string, action: StaffAction, interference: Interference | null): Worker {
    return this.#ask({ staff, user_id: user, trigger_action: action, reason: 'A test presses.', idempotency_key: `${user} ${action}` }, interference, {})
  }

  #ask(asked: Asked, interference: Interference | null, o: StartOptions): Worker {
    const passage = new Passage(interference)
    const id = `w${(this.#workers += 1)}`
    this.doors.admit(id, passage)
    return { passage, ended: work({ url: `${this.doors.url}/${id}`, asked, passage, patience: this.patient ? patient : hasty, ...o }) }
  }

  /** Operators, one for each of so many presses: nobody presses more than ten times a minute. */
  async addStaff(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID())
    await this.#addUsers(ids)
    await this.run(`insert into public.staff_members (user_id, role, display_name) select x, 'operator', 'Olu' from unnest($1::uuid[]) x`, [ids])
    return ids
  }

  /** A worker that dies at a door; its lease is over at once. One that is not admitted, as the machine is busy, is followed by another. */
  async abandonAt(runId: number, interference: Interference, o: StartOptions = {}): Promise<void> {
    for (;;) {
      const { passage, ended } = this.start(runId, interference, o)
      if (await Promise.race([passage.dead.then(() => true), ended.then(() => false)])) break
      const refused = passage.doors.every((door) => door.startsWith('db claim_provision_run'))
      if (!refused) throw new Error(`the worker ended at ${passage.doors.at(-1)} and never came to ${interference.door}`)
      await sleep(50)
    }
    const [run] = await this.run<{ subject_id: string }>(`select subject_id from public.phone_provision_logs where id = $1`, [runId])
    await this.expireLeases(run?.subject_id ?? '')
  }

  async expireLeases(user: string): Promise<void> {
    await this.run(`update public.phone_provision_logs set lease_expires_at = clock_timestamp() - interval '1 ms' where subject_id = $1 and status = 'processing'`, [user])
  }

  /** Resolves when a statement of this form waits for a lock, or has ended before anybody saw it wait. */
  async waitsForALock(like: string, statement: Promise<unknown>): Promise<void> {
    let ended = false
    const end = (): void => void (ended = true)
    statement.then(end, end)
    while (!ended && (await this.run(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1 and pid <> pg_backend_pid()`, [like])).length === 0) await sleep(5)
  }

  async waitingRun(user: string): Promise<number> {
    const [run] = await this.run<{ id: number }>(`select id::int as id from public.phone_provision_logs where subject_id = $1 and status = 'pending' order by id desc`, [user])
    if (!run) throw new Error('no run is waiting')
    return run.id
  }

  async lastRun(user: string): Promise<{ status: string; error_code: string | null; failures: number }> {
    const [run] = await this.run<{ status: string; error_code: string | null; failures: number }>(
      `select status, error_code, failures from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`,
      [user],
    )
    if (!run) throw new Error('there is no run')
    return run
  }

  async countRuns(user: string): Promise<number> {
    return (await this.run(`select id from public.phone_provision_logs where subject_id = $1`, [user])).length
  }

  /** The SIDs that Twilio bills, of one user or of all. */
  async ownedSids(user = ''): Promise<string[]> {
    const state = await this.control<{ incoming_phone_numbers: { sid: string; friendly_name: string }[] }>('twilio', 'GET', 'state')
    return state.incoming_phone_numbers.filter((number) => number.friendly_name.endsWith(user)).map((number) => number.sid)
  }

  async hasOwned(user: string): Promise<void> {
    while ((await this.ownedSids(user)).length === 0) await sleep(5)
  }

  /** Customers on the free tier as they were long ago, for whom nothing is queued. */
  async addSilently(count: number, has: Parameters<typeof addQuietCustomers>[2] = {}): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID())
    await addQuietCustomers(this.pool, ids, has)
    return ids
  }

  /** Customers on the free tier with an assistant. */
  async addCustomers(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID())
    await this.#addUsers(ids)
    await this.run(`insert into public.profiles (id, email) select x, x || '@example.com' from unnest($1::uuid[]) x on conflict (id) do nothing`, [ids])
    await this.run(`insert into public.user_settings (user_id, vapi_assistant_id) select x, gen_random_uuid() from unnest($1::uuid[]) x on conflict (user_id) do nothing`, [ids])
    await this.run(`insert into public.subscriptions (user_id, tier_type, status, current) select x, 'free', 'active', true from unnest($1::uuid[]) x`, [ids])
    return ids
  }

  async subscribe(ids: string[], tier: string, status = 'active'): Promise<void> {
    await this.run(`update public.subscriptions set tier_type = $2, status = $3 where user_id = any($1::uuid[])`, [ids, tier, status])
  }

  /** An admin lets everything go again that stands still. */
  async resumeAll(): Promise<void> {
    const halted = await this.run<{ scope: string }>(`select scope from public.provision_halts where halted_at is not null`)
    for (const { scope } of halted) await this.asAdmin(`select public.resume_provisioning($1, 'The cause is gone.')`, [scope])
  }

  /** Asks in the name of the signed-in admin. */
  async asAdmin<R extends QueryResultRow>(sql: string, values: unknown[]): Promise<R[]> {
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: this.admin, role: 'authenticated' })])
      await client.query(`set local role authenticated`)
      const { rows } = await client.query<R>(sql, values)
      await client.query('commit')
      return rows
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }

  control<T>(provider: 'twilio' | 'vapi', method: string, name: string, body?: unknown): Promise<T> {
    return control<T>(this.providers[provider], method, name, body)
  }

  close(): Promise<void> {
    return this.#close()
  }

  async #prepare(change: Record<string, number>): Promise<void> {
    const values = Object.entries({ ...settings, ...change }).map(([name, value]) => `${name} = ${value}`)
    await this.run(`update public.provision_settings set project_ref = 'local', activated_at = now(), ${values.join(', ')}`)
    await this.run(`update public.rollout_flags set percentage_bp = 10000`)
    await this.#addUsers([this.admin])
    await this.run(`insert into public.staff_members (user_id, role, display_name) values ($1, 'admin', 'Ada')`, [this.admin])
  }

  async #addUsers(ids: string[]): Promise<void> {
    await this.run(
      `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       select x, 'authenticated', 'authenticated', x || '@example.com', '{}', '{}', now(), now() from unnest($1::uuid[]) x`,
      [ids],
    )
  }
}
