import type { Client } from 'pg'
import { withClient } from '../stack/connect.ts'
import { demoUserId, staff, type NewCustomer } from './people.ts'
import { changeSubscription } from './subscribe.ts'
import { addCustomer, hashDemoPassword } from './users.ts'

/** Where the demo lives: its database and the simulators' control sides. */
type Demo = { db_url: string; twilio_url: string; vapi_url: string }

const paying = (email: string, city: string, state: string): NewCustomer => ({ email, city, state, tier: 'free', status: 'active', assistant: true })

const unanswered = paying('frontdesk.austin@example.com', 'Austin', 'TX')
const undocumented = paying('orders.fresno@example.com', 'Fresno', 'CA')
const assistantless = paying('kiosk.ogden@example.com', 'Ogden', 'UT')
const held = paying('yoga.helena@example.com', 'Helena', 'MT')
const people = [unanswered, undocumented, assistantless, held]

const buy = (email: string) => ({ method: 'POST', path: '*/IncomingPhoneNumbers.json', match: { FriendlyName: `swb:local:${demoUserId(email)}` } })

/** What goes wrong, for these customers alone, and too little to trip the rollout's guard: a lost answer, and a document that is missing. */
const faults = [
  { ...buy(unanswered.email), latency_after_ms: 20_000, times: 1 },
  { ...buy(undocumented.email), status: 400, body: { code: 21649, message: 'Bundle required', status: 400 } },
]

/** Customers with whom something is wrong, so that the console has something to mend. Made once, and only against the simulators. */
export async function seedTroubles(demo: Demo): Promise<number> {
  return withClient(demo.db_url, async (client) => {
    const { rows } = await client.query('select 1 from auth.users where id = $1', [demoUserId(unanswered.email)])
    if (rows.length > 0) return 0
    await control(`${demo.twilio_url}/__control/faults`, 'PUT', faults)
    const hash = await hashDemoPassword(client)
    for (const person of people) await addCustomer(client, person, hash)
    await control(`${demo.vapi_url}/__control/assistants/${demoUserId(`assistant:${assistantless.email}`)}`, 'DELETE')
    for (const person of people) await changeSubscription(client, demoUserId(person.email), { tier: 'pro' })
    await actAsOperator(client)
    return people.length
  })
}

/** What the operator did: a customer on hold, and a note. */
async function actAsOperator(client: Client): Promise<void> {
  const claims = JSON.stringify({ sub: demoUserId(staff.operator.email), role: 'authenticated' })
  await client.query('begin')
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [claims])
  await client.query(`select private.request_provision_run($1, 'hold', 'Disputed the last charge, wait for billing', 'seed-hold')`, [demoUserId(held.email)])
  await client.query(`select private.add_customer_note($1, 'Asks for any 512 number, will take 737.', 'seed-note')`, [demoUserId(unanswered.email)])
  await client.query('commit')
}

async function control(url: string, method: string, body?: unknown): Promise<void> {
  const response = await fetch(url, { method, headers: { 'Content-Type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
}
