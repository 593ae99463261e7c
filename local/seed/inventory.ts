import { randomUUID } from 'node:crypto'
import { withClient } from '../stack/connect.ts'

type Demo = { db_url: string; twilio_url: string; vapi_url: string }
type Row = { user_id: string; e164_number: string; tag: string; sid: string; vapi_id: string; assistant_id: string; bought_at: string }

/** What does not agree in the demo; nothing that the rollout's guard counts. */
const ghost = '+17375550041'
const halfLinked = '+17375550017'
const voiceElsewhere = '+17375550023'
const assistantDeleted = '+17375550031'

/** Gives the simulators the numbers of the demo's history, with a few that do not agree, and has them judged soon. */
export async function seedInventory(demo: Demo): Promise<void> {
  const rows = await withClient(demo.db_url, async (client) => {
    await client.query('update public.provision_settings set inventory_interval_minutes = 5, inventory_confirm_minutes = 5')
    const found = await client.query<Row>(
      `select p.user_id, p.e164_number, p.tag, p.provider_number_id as sid, p.vapi_phone_number_id as vapi_id, p.assistant_id, p.purchased_at as bought_at
       from public.phone_number_purchases p join public.phone_provision_logs r on r.purchase_id = p.id and r.reason = 'Demo history' and r.status = 'succeeded'`,
    )
    return found.rows
  })
  const { account_sid } = (await (await fetch(`${demo.twilio_url}/__control/state`)).json()) as { account_sid: string }
  const voice = (number: string) => (number === voiceElsewhere ? 'https://calls.example.com/voice' : 'https://api.vapi.ai/twilio/inbound_call')
  const owned = rows.filter((row) => row.e164_number !== ghost)
  await post(`${demo.twilio_url}/__control/numbers/many`, [
    ...owned.map((row) => ({ sid: row.sid, phone_number: row.e164_number, friendly_name: row.tag, date_created: row.bought_at, voice_url: voice(row.e164_number) })),
    // The account belongs to the old system as well.
    ...['+17375559001', '+17375559002', '+17375559003'].map((number) => ({ phone_number: number, friendly_name: 'Old system' })),
  ])
  const imported = rows.filter((row) => row.e164_number !== ghost && row.e164_number !== halfLinked)
  await post(`${demo.vapi_url}/__control/phone-numbers/many`, [
    ...imported.map((row) => ({ id: row.vapi_id, number: row.e164_number, name: `usr:${row.user_id}`, assistantId: row.assistant_id, twilioAccountSid: account_sid })),
    { id: randomUUID(), number: '+17375558001', name: `usr:${rows[0]?.user_id ?? randomUUID()}`, twilioAccountSid: account_sid },
  ])
  for (const row of rows.filter((each) => each.e164_number === assistantDeleted)) await send('DELETE', `${demo.vapi_url}/__control/assistants/${row.assistant_id}`)
  await withClient(demo.db_url, (client) => client.query('select private.begin_comparison(null, null)'))
}

async function post(url: string, numbers: object[]): Promise<void> {
  await send('POST', url, { numbers })
}

async function send(method: 'POST' | 'DELETE', url: string, body?: object): Promise<void> {
  const response = await fetch(url, { method, ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
}
