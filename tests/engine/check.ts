import { z } from 'zod'
import type { World } from './world.ts'

/** Where the truth is read: a world of the tests, or a whole stack. */
export type Source = Pick<World, 'run' | 'control'>

/** What a customer must have in the end; `elsewhere` is one number in the product's rows that is not ours. */
export type Wanted = 'linked' | 'paused' | 'released' | 'elsewhere'

const twilioState = z.object({ incoming_phone_numbers: z.array(z.object({ sid: z.string(), phone_number: z.string(), friendly_name: z.string() })) })
const twilioEvents = z.array(z.looseObject({ event: z.string(), sid: z.string().optional(), phone_number: z.string().optional(), friendly_name: z.string().optional() }))
const vapiState = z.object({ phone_numbers: z.array(z.object({ id: z.string(), number: z.string(), name: z.string().nullish(), assistantId: z.string().nullish() })) })

type Row = {
  user_id: string
  assistant: string | null
  open: { state: string; sid: string; e164: string; assistant_id: string | null }[]
  unsettled: number
  host: { sid: string; e164: string; status: string }[]
  last_status: string | null
}

/** Twilio, VAPI, the ledger and the host's rows at one moment of rest. */
export class Snapshot {
  readonly #twilio: z.infer<typeof twilioState>['incoming_phone_numbers']
  readonly #events: z.infer<typeof twilioEvents>
  readonly #vapi: z.infer<typeof vapiState>['phone_numbers']
  readonly #rows: Map<string, Row>

  private constructor(twilio: z.infer<typeof twilioState>, events: z.infer<typeof twilioEvents>, vapi: z.infer<typeof vapiState>, rows: Row[]) {
    this.#twilio = twilio.incoming_phone_numbers
    this.#events = events
    this.#vapi = vapi.phone_numbers
    this.#rows = new Map(rows.map((row) => [row.user_id, row]))
  }

  static async take(world: Source, users: string[]): Promise<Snapshot> {
    const [twilio, events, vapi, rows] = await Promise.all([
      world.control('twilio', 'GET', 'state'),
      world.control('twilio', 'GET', 'events'),
      world.control('vapi', 'GET', 'state'),
      readRows(world, users),
    ])
    return new Snapshot(twilioState.parse(twilio), twilioEvents.parse(events), vapiState.parse(vapi), rows)
  }

  /** Everything that is not as it must be, in words; nothing when all agree. */
  complaints(user: string, wanted: Wanted): string[] {
    const row = this.#rows.get(user)
    if (!row) return ['the customer is not known']
    const owned = this.#twilio.filter((number) => number.friendly_name.endsWith(user))
    const said: string[] = []
    const expect = (holds: boolean, complaint: string) => void (holds || said.push(complaint))
    expect(['succeeded', 'skipped'].includes(row.last_status ?? ''), `the last run is ${row.last_status}`)
    expect(row.unsettled === 0, `${row.unsettled} ledger rows are unsettled`)
    const none = wanted === 'released' || wanted === 'elsewhere'
    expect(owned.length === (none ? 0 : 1), `Twilio has ${owned.length} numbers`)
    expect(row.open.length === owned.length && row.host.length === (wanted === 'released' ? 0 : 1), `the ledger has ${row.open.length}, phone_numbers ${row.host.length}`)
    expect(this.#mostAtOnce(user) <= 1, `${this.#mostAtOnce(user)} numbers were owned at one time`)
    const left = none ? this.#vapi.filter((each) => each.name === `usr:${user}`).length : 0
    expect(left === 0, `VAPI has ${left} imports of a number that is gone`)
    const [number] = owned
    if (number) said.push(...this.#disagreements(row, number, wanted))
    return said
  }

  /** Numbers that are paid for and that no ledger row explains. */
  unexplained(): string[] {
    const explained = new Set([...this.#rows.values()].flatMap((row) => row.open.map((open) => open.sid)))
    return this.#twilio.filter((number) => !explained.has(number.sid)).map((number) => `${number.phone_number} ${number.friendly_name}`)
  }

  #disagreements(row: Row, number: { sid: string; phone_number: string }, wanted: Wanted): string[] {
    const said: string[] = []
    const [open] = row.open
    const [host] = row.host
    const imports = this.#vapi.filter((each) => each.number === number.phone_number)
    const assistant = wanted === 'linked' ? row.assistant : null
    if (open?.sid !== number.sid || open.state !== 'recorded') said.push(`the ledger says ${open?.state} ${open?.sid}, Twilio has ${number.sid}`)
    if (host?.sid !== number.sid || host.e164 !== number.phone_number) said.push(`phone_numbers says ${host?.sid}`)
    if (host?.status !== (wanted === 'linked' ? 'active' : 'paused')) said.push(`phone_numbers says ${host?.status}`)
    if (open?.assistant_id !== assistant) said.push(`the ledger links to ${open?.assistant_id}, wanted ${assistant}`)
    if (wanted === 'linked' && imports.length !== 1) said.push(`VAPI has ${imports.length} imports`)
    for (const each of imports) if ((each.assistantId ?? null) !== assistant) said.push(`VAPI links to ${each.assistantId}, wanted ${assistant}`)
    return said
  }

  #mostAtOnce(user: string): number {
    const owned = new Set<string>()
    let most = 0
    for (const event of this.#events) {
      if (!event.friendly_name?.endsWith(user) || !event.sid) continue
      if (event.event === 'released') owned.delete(event.sid)
      else owned.add(event.sid)
      most = Math.max(most, owned.size)
    }
    return most
  }
}

function readRows(world: Source, users: string[]): Promise<Row[]> {
  return world.run<Row>(
    `select u.user_id, s.vapi_assistant_id as assistant,
       coalesce((select jsonb_agg(jsonb_build_object('state', p.state, 'sid', p.provider_number_id, 'e164', p.e164_number, 'assistant_id', p.assistant_id))
         from public.phone_number_purchases p where p.user_id = u.user_id and p.state in ('intended', 'purchased', 'recorded', 'releasing')), '[]') as open,
       (select count(*)::int from public.phone_number_purchases p where p.user_id = u.user_id and p.state in ('intended', 'purchased', 'releasing')) as unsettled,
       coalesce((select jsonb_agg(jsonb_build_object('sid', n.provider_number_id, 'e164', n.e164_number, 'status', n.status))
         from public.phone_numbers n where n.user_id = u.user_id and n.status <> 'released'), '[]') as host,
       (select r.status from public.phone_provision_logs r where r.subject_id = u.user_id and r.status <> 'superseded' order by r.id desc limit 1) as last_status
     from unnest($1::uuid[]) u(user_id) left join public.user_settings s on s.user_id = u.user_id`,
    [users],
  )
}
