import { randomUUID } from 'node:crypto'
import type { CustomerModel } from './customer-model.ts'
import type { StaffAsk } from './event.ts'
import type { Customer, World } from './world.ts'

/** A staff member presses a button; refusals are part of the day. Returns the status. */
export async function askAsStaff(world: World, customer: Customer, ask: StaffAsk, operator: number): Promise<number> {
  const session = world.operators[operator % world.operators.length] ?? ''
  const from = Date.now()
  const response = await fetch(`${world.stack.info.api_url}/functions/v1/phone-number-provision`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', Authorization: `Bearer ${session}`, apikey: world.stack.info.publishable_key },
    body: JSON.stringify({ user_id: customer.id, trigger_action: ask, reason: 'Chaos', idempotency_key: randomUUID() }),
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null)
  await response?.text()
  await noteHold(world, customer, from)
  return response?.status ?? 0
}

// The answer may have been lost with the worker: what counts is what stands in the database.
async function noteHold(world: World, customer: Customer, from: number): Promise<void> {
  const { rows } = await world.pool.query<{ mode: NonNullable<CustomerModel['hold']> }>(`select mode from public.provision_holds where user_id = $1`, [customer.id])
  const hold = rows[0]?.mode ?? null
  if (hold !== customer.model.hold) customer.model.note(from, Date.now(), () => (customer.model.hold = hold))
}

/** The admin lets go again what stands still. Returns the scopes. */
export async function resumeHalts(world: World): Promise<string[]> {
  const { rows } = await world.pool.query<{ scope: string }>(`select scope from public.provision_halts where halted_at is not null`)
  for (const { scope } of rows) {
    const response = await fetch(`${world.stack.info.api_url}/rest/v1/rpc/resume_provisioning`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', Authorization: `Bearer ${world.admin}`, apikey: world.stack.info.publishable_key },
      body: JSON.stringify({ p_scope: scope, p_reason: 'Chaos: the cause is gone' }),
    })
    const text = await response.text()
    if (!response.ok && response.status !== 409) throw new Error(`The admin could not resume ${scope}: ${response.status} ${text}`)
  }
  return rows.map((row) => row.scope)
}
