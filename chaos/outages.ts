import type { World } from './world.ts'

type Waiting = { user_id: string; has_number: boolean; last_status: string | null; last_code: string | null }
export type Outage = { user: string; ms: number; waitingFor: string }

/** How long customers went without a number that they should have had, while the providers were well and nobody had halted anything. */
export class Outages {
  longest: Outage | null = null
  /** The same, without those whose run a person had to look at. */
  longestByItself: Outage | null = null
  readonly #since = new Map<string, number>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  async look(): Promise<void> {
    const now = Date.now()
    const wanting = this.#world.customers.filter((customer) => customer.model.entitled)
    const calm = this.#world.providers.healthy && (await this.#nothingHalted())
    if (!calm) return this.#since.clear()
    const rows = await this.#read(wanting.map((customer) => customer.id))
    for (const row of rows) {
      if (row.has_number) this.#since.delete(row.user_id)
      else this.#note(row, now)
    }
    const still = new Set(wanting.map((customer) => customer.id))
    for (const user of this.#since.keys()) if (!still.has(user)) this.#since.delete(user)
  }

  #note(row: Waiting, now: number): void {
    const entitled = this.#world.customers.find((customer) => customer.id === row.user_id)?.model.entitledSince ?? now
    const since = this.#since.get(row.user_id) ?? Math.max(entitled, now)
    this.#since.set(row.user_id, since)
    const outage = { user: row.user_id, ms: now - since, waitingFor: row.last_status === 'failed' ? `a person (${row.last_code})` : (row.last_status ?? 'a run') }
    if (outage.ms > (this.longest?.ms ?? 0)) this.longest = outage
    if (row.last_status !== 'failed' && outage.ms > (this.longestByItself?.ms ?? 0)) this.longestByItself = outage
  }

  async #nothingHalted(): Promise<boolean> {
    const { rows } = await this.#world.pool.query(`select 1 from public.provision_halts where halted_at is not null`)
    return rows.length === 0
  }

  async #read(ids: string[]): Promise<Waiting[]> {
    const { rows } = await this.#world.pool.query<Waiting>(
      `select u.id as user_id,
         exists (select 1 from public.phone_number_purchases p where p.user_id = u.id and p.state in ('purchased', 'recorded')) as has_number,
         r.status as last_status, r.error_code as last_code
       from unnest($1::uuid[]) u(id)
       left join lateral (select x.status, x.error_code from public.phone_provision_logs x where x.subject_id = u.id and x.status <> 'superseded' order by x.id desc limit 1) r on true`,
      [ids],
    )
    return rows
  }
}
