import type { LedgerRow } from './ledger.ts'
import type { TwilioEvent } from './providers.ts'
import { userOfTag } from './tags.ts'
import type { Violations } from './violation.ts'
import type { World } from './world.ts'

/** What the watch looks at. */
export type Watched = {
  customers: World['customers']
  events(since: number): Promise<TwilioEvent[]>
  ledger(sids: string[]): Promise<LedgerRow[]>
  shared(): Promise<{ what: string; users: string }[]>
}

// A release is judged when every change that could explain it has been noted.
const judgeAfterMs = 20_000

/** What must never be, looked at again and again while the storm goes on. Twilio's own events are the truth. */
export class Safety {
  readonly bought = new Map<string, number>()
  released = 0
  readonly #world: Watched
  readonly #violations: Violations
  /** SIDs at Twilio by tag. */
  readonly #owned = new Map<string, Set<string>>()
  #releases: TwilioEvent[] = []
  #lastEvent = 0

  constructor(world: Watched, violations: Violations) {
    this.#world = world
    this.#violations = violations
  }

  async look(): Promise<void> {
    await this.#readEvents()
    await this.#neverTwo()
    await this.#neverShared()
    await this.judgeReleases(Date.now() - judgeAfterMs)
  }

  /** SID and tag of everything that is at Twilio now. */
  get owned(): Map<string, string> {
    return new Map([...this.#owned].flatMap(([tag, sids]) => [...sids].map((sid) => [sid, tag])))
  }

  async #readEvents(): Promise<void> {
    for (const event of await this.#world.events(this.#lastEvent)) {
      this.#lastEvent = event.id
      const sids = this.#owned.get(event.friendly_name) ?? new Set()
      this.#owned.set(event.friendly_name, sids)
      if (event.event === 'released') {
        sids.delete(event.sid)
        this.released += 1
        this.#releases.push(event)
      } else {
        if (event.event === 'bought') this.bought.set(event.friendly_name, (this.bought.get(event.friendly_name) ?? 0) + 1)
        sids.add(event.sid)
      }
    }
  }

  // Beyond those that are on their way back.
  async #neverTwo(): Promise<void> {
    const several = [...this.#owned].filter(([, sids]) => sids.size > 1)
    if (several.length === 0) return
    const ledger = await this.#ledger(several.flatMap(([, sids]) => [...sids]))
    for (const [tag, sids] of several) {
      const kept = [...sids].filter((sid) => !['releasing', 'released'].includes(ledger.get(sid)?.state ?? ''))
      if (kept.length > 1) this.#violations.add('never two numbers at Twilio for one user', userOfTag(tag), kept.map((sid) => `${sid} ${ledger.get(sid)?.state ?? 'not in the ledger'}`).join(', '))
    }
  }

  async #neverShared(): Promise<void> {
    for (const row of await this.#world.shared()) this.#violations.add('never one number recorded twice', row.users, row.what)
  }

  /** Whether what was given back until then was rightly taken. */
  async judgeReleases(until: number): Promise<void> {
    const due = this.#releases.filter((event) => Date.parse(event.at) <= until)
    if (due.length === 0) return
    this.#releases = this.#releases.filter((event) => Date.parse(event.at) > until)
    const ledger = await this.#ledger(due.map((event) => event.sid))
    for (const event of due) this.#judge(event, ledger.get(event.sid))
  }

  #judge(event: TwilioEvent, row: LedgerRow | undefined): void {
    const rule = 'never a number taken without evidence'
    if (!row || row.releasing_at === null) return this.#violations.add(rule, userOfTag(event.friendly_name), `${event.sid} was released, the ledger says ${row?.state ?? 'nothing'}`)
    const model = this.#world.customers.find((customer) => customer.id === row.user_id)?.model
    const asked = row.release_requested_at !== null && model?.deletedRowAt !== null
    // A purchase that came to light when the user had another number already.
    const surplus = row.purchased_at !== null && row.releasing_at.getTime() - row.purchased_at.getTime() < 1000
    if (model?.couldBeTaken(row.releasing_at.getTime()) || asked || surplus) return
    this.#violations.add(rule, row.user_id, `${event.sid} was taken at ${row.releasing_at.toISOString()}: tier ${model?.tier}, status ${model?.status}, hold ${model?.hold}`)
  }

  async #ledger(sids: string[]): Promise<Map<string, LedgerRow>> {
    return new Map((await this.#world.ledger(sids)).map((row) => [row.provider_number_id, row]))
  }
}
