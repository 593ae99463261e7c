import type { Imported } from './providers.ts'
import { userOfTag } from './tags.ts'
import type { World } from './world.ts'

type Truth = { owned: Map<string, string>; imports: Map<string, Imported> }
type Row = {
  user_id: string
  desired: string
  reason: string
  assistant: string | null
  ledger: { state: string; e164_number: string; sid: string | null; assistant_id: string | null; vapi_id: string | null }[]
  host: { e164_number: string; sid: string | null }[]
  waiting: boolean
  last: { id: number; status: string; error_code: string | null } | null
}

/** Somebody who is not yet what the decision says, and why. */
export type Unsettled = { user: string; why: string; last: Row['last'] }

/** Everybody who differs from the decision over the own facts, and every number at Twilio or VAPI that nothing explains. */
export async function findUnsettled(world: World, owned: Map<string, string>): Promise<Unsettled[]> {
  const imports = new Map((await world.providers.imports()).map((one) => [one.number, one]))
  const rows = await readRows(world)
  const unsettled = rows.flatMap((row) => {
    const why = judge(row, { owned, imports })
    return why === null ? [] : [{ user: row.user_id, why, last: row.last }]
  })
  return [...unsettled, ...unexplained(rows, { owned, imports })]
}

/** Why a customer has not converged; null when all four places agree with the decision. */
export function judge(row: Row, { owned, imports }: Truth): string | null {
  if (row.waiting) return 'a run is still waiting or at work'
  const open = row.ledger.filter((one) => one.state !== 'lost' && one.state !== 'released')
  const atTwilio = [...owned].filter(([, tag]) => userOfTag(tag) === row.user_id).map(([sid]) => sid)
  const [number] = open
  if (open.length > 1) return `${open.length} open rows in the ledger`
  if (row.desired === 'assigned' && !number) return 'should have a number and has none'
  if (row.desired === 'released' && number) return `should have given back ${number.e164_number} (${number.state})`
  if (!number) return atTwilio.length > 0 ? `${atTwilio.join(', ')} at Twilio, nothing in the ledger` : row.host.length > 0 ? 'a live row in phone_numbers without a number' : null
  // A freeze may keep a buy as it stands; whatever is open must be accounted for all the same.
  if (number.state !== 'recorded') return row.desired === 'untouched' ? null : `${number.e164_number} is ${number.state}`
  if (atTwilio.length !== 1 || atTwilio[0] !== number.sid) return `the ledger says ${number.sid}, Twilio has ${atTwilio.join(', ') || 'nothing'}`
  // What the product deleted stays with us as long as a person keeps automation off.
  if (row.reason === 'hold_freeze' && row.host.length === 0) return null
  if (row.host.length !== 1 || row.host[0]?.sid !== number.sid) return `the ledger says ${number.sid}, phone_numbers has ${JSON.stringify(row.host)}`
  const linkedTo = imports.get(number.e164_number)?.assistantId ?? null
  if (row.desired === 'assigned' && row.assistant !== null && linkedTo !== row.assistant) return `VAPI answers with ${linkedTo}, should be ${row.assistant}`
  if (row.desired === 'paused' && linkedTo !== null) return `paused, yet VAPI answers with ${linkedTo}`
  if (row.desired !== 'untouched' && number.assistant_id !== linkedTo) return `the ledger says ${number.assistant_id} answers, VAPI says ${linkedTo}`
  return null
}

function unexplained(rows: Row[], { owned, imports }: Truth): Unsettled[] {
  const open = rows.flatMap((row) => row.ledger.filter((one) => one.state !== 'lost' && one.state !== 'released'))
  const sids = new Set(open.map((one) => one.sid))
  const numbers = new Set(open.map((one) => one.e164_number))
  // An intent that a freeze keeps open explains its own tag.
  const intending = new Set(rows.filter((row) => row.ledger.some((one) => one.state === 'intended')).map((row) => row.user_id))
  return [
    ...[...owned].filter(([sid, tag]) => !sids.has(sid) && !intending.has(userOfTag(tag))).map(([sid, tag]) => ({ user: userOfTag(tag), why: `${sid} is billed and nothing explains it`, last: null })),
    ...[...imports.values()].filter((one) => !numbers.has(one.number)).map((one) => ({ user: '', why: `VAPI has ${one.number}, which nobody owns`, last: null })),
  ]
}

async function readRows(world: World): Promise<Row[]> {
  const { rows } = await world.pool.query<Row>(
    `select u.id as user_id, d.desired, d.reason, f.facts -> 'user_settings' ->> 'vapi_assistant_id' as assistant,
       coalesce((select jsonb_agg(jsonb_build_object('state', p.state, 'e164_number', p.e164_number, 'sid', p.provider_number_id,
         'assistant_id', p.assistant_id, 'vapi_id', p.vapi_phone_number_id)) from public.phone_number_purchases p where p.user_id = u.id), '[]') as ledger,
       coalesce((select jsonb_agg(jsonb_build_object('e164_number', n.e164_number, 'sid', n.provider_number_id))
         from public.phone_numbers n where n.user_id = u.id and n.status <> 'released'), '[]') as host,
       exists (select 1 from public.phone_provision_logs r where r.subject_id = u.id and r.status in ('pending', 'processing', 'retry_scheduled')) as waiting,
       (select jsonb_build_object('id', r.id, 'status', r.status, 'error_code', r.error_code) from public.phone_provision_logs r
         where r.subject_id = u.id and r.status <> 'superseded' order by r.id desc limit 1) as last
     from unnest($1::uuid[]) u(id)
     cross join lateral (select private.provision_facts(u.id) as facts) f
     cross join lateral private.desired_state(f.facts) d`,
    [world.customers.map((customer) => customer.id)],
  )
  return rows
}
