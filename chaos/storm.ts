import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { changeBilling, changeMany, noted } from './billing.ts'
import type { ChaosEvent } from './event.ts'
import { askAsStaff } from './staff.ts'
import type { Violations } from './violation.ts'
import type { Customer, World } from './world.ts'

/** What the storm did, by kind. */
export type Tally = Map<string, number>

/** Lets the plan happen. What concerns one customer happens in the order of the plan, everything else at its time. */
export async function runStorm(world: World, plan: ChaosEvent[], violations: Violations, signal: AbortSignal): Promise<Tally> {
  const tally: Tally = new Map()
  const chains = new Map<number, Promise<void>>()
  const count = (name: string): void => void tally.set(name, (tally.get(name) ?? 0) + 1)
  const started = performance.now()
  for (const event of plan) {
    const left = event.at - (performance.now() - started)
    if (left > 0) await sleep(left, null, { signal }).catch(() => undefined)
    if (signal.aborted) break
    const users = event.kind === 'bulk' ? event.users : 'user' in event ? [event.user] : []
    const before = Promise.all(users.map((user) => chains.get(user)))
    const done = before
      .then(() => happen(world, event, count))
      // A write of the product must never fail because of us.
      .catch((error: unknown) => violations.add('an event of the product or of staff failed', null, `${JSON.stringify(event)}: ${String(error)}`))
    for (const user of users) chains.set(user, done)
    if (users.length === 0) await done
  }
  await Promise.all(chains.values())
  return tally
}

async function happen(world: World, event: ChaosEvent, count: (name: string) => void): Promise<void> {
  switch (event.kind) {
    case 'billing':
      count(`billing: ${event.change}`)
      if (event.delivery !== 'as usual') count(`nudge ${event.delivery}`)
      return changeBilling(world.pool, customerOf(world, event.user), event.change, event.delivery)
    case 'bulk':
      count('billing: many in one statement')
      return changeMany(world.pool, event.users.map((user) => customerOf(world, user)), event.change)
    case 'staff': {
      const status = await askAsStaff(world, customerOf(world, event.user), event.ask, event.staff)
      return count(`staff: ${status === 202 ? 'accepted' : status === 409 || status === 404 ? 'refused' : `answered ${status}`}`)
    }
    case 'assistant':
      count('assistant changed')
      await world.pool.query(`update public.user_settings set vapi_assistant_id = $2 where user_id = $1`, [customerOf(world, event.user).id, event.present ? randomUUID() : null])
      return
    case 'delete_row':
      return deleteRow(world, customerOf(world, event.user), count)
    case 'delete_user':
      return deleteUser(world, customerOf(world, event.user), count)
    case 'fault':
      return world.providers.inject(event.fault, event.times)
    case 'kill':
      count(`worker killed: ${event.name}`)
      return world.stack.functions?.kill(event.name)
    case 'lose_queue':
      count('queue of pg_net lost')
      await world.pool.query(`delete from net.http_request_queue`)
      return
    case 'old_nudges':
      count('old nudges delivered again')
      return sendOldNudges(world, event.count)
  }
}

function customerOf(world: World, user: number): Customer {
  const customer = world.customers[user]
  if (!customer) throw new Error(`There is no customer ${user}`)
  return customer
}

async function deleteRow(world: World, customer: Customer, count: (name: string) => void): Promise<void> {
  const at = Date.now()
  const { rowCount } = await world.pool.query(`delete from public.phone_numbers where user_id = $1 and status <> 'released'`, [customer.id])
  if (rowCount === 0) return
  count('number row deleted by the product')
  customer.model.deletedRowAt = at
}

async function deleteUser(world: World, customer: Customer, count: (name: string) => void): Promise<void> {
  if (customer.model.deleted) return
  count('user deleted')
  await noted(customer.model, () => world.pool.query(`delete from auth.users where id = $1`, [customer.id]), (model) => (model.deleted = true))
}

// Runs long finished, runs at work, runs that wait: all of them may be nudged at any time.
async function sendOldNudges(world: World, count: number): Promise<void> {
  const { rows } = await world.pool.query<{ id: string }>(`select id from public.phone_provision_logs order by random() limit $1`, [count])
  await Promise.all(
    rows.map(({ id }) =>
      fetch(`${world.stack.info.api_url}/functions/v1/phone-number-provision`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', Authorization: `Bearer ${world.nudgeKey}` },
        body: JSON.stringify({ log_id: Number(id) }),
        signal: AbortSignal.timeout(10_000),
      }).then((response) => response.text(), () => undefined),
    ),
  )
}
