import type { Pool, PoolClient } from 'pg'
import type { BillingChange, Delivery } from './event.ts'
import type { CustomerModel } from './customer-model.ts'
import type { Customer } from './world.ts'

const outcomes: Record<Exclude<BillingChange, 'replace'>, { tier?: string; status?: string }> = {
  upgrade: { tier: 'pro', status: 'active' },
  other_tier: { tier: 'business' },
  downgrade: { tier: 'free', status: 'active' },
  cancel: { status: 'cancelled' },
  expire: { status: 'expired' },
  past_due: { status: 'past_due' },
  trial: { tier: 'starter', status: 'trialing' },
  pause: { status: 'paused' },
  garble: { status: 'unheard of' },
}

/** A billing event as the product's webhook writes it; `dropped` loses the nudge in the very transaction, `doubled` repeats it. */
export async function changeBilling(pool: Pool, customer: Customer, change: BillingChange, delivery: Delivery): Promise<void> {
  if (customer.model.deleted) return
  if (change === 'replace') return replaceSubscription(pool, customer)
  const { tier, status } = outcomes[change]
  await noted(customer.model, () =>
    inTransaction(pool, async (client) => {
      await client.query(`update public.subscriptions set tier_type = coalesce($2, tier_type), status = coalesce($3, status) where user_id = $1 and current`, [
        customer.id,
        tier ?? null,
        status ?? null,
      ])
      await deliver(client, customer.id, delivery)
    }),
    (model) => {
      model.tier = tier ?? model.tier
      model.status = status ?? model.status
    },
  )
}

// The host flips `current` in two requests: for a moment two rows say so, and they disagree.
async function replaceSubscription(pool: Pool, customer: Customer): Promise<void> {
  await noted(
    customer.model,
    async () => {
      const { rows } = await pool.query<{ id: string }>(`insert into public.subscriptions (user_id, tier_type, status, current) values ($1, 'pro', 'active', true) returning id`, [customer.id])
      await pool.query(`update public.subscriptions set current = false where user_id = $1 and current and id <> $2`, [customer.id, rows[0]?.id])
    },
    (model) => Object.assign(model, { tier: 'pro', status: 'active' }),
  )
}

/** Many customers in one statement. */
export async function changeMany(pool: Pool, customers: Customer[], change: 'upgrade' | 'downgrade'): Promise<void> {
  const alive = customers.filter((customer) => !customer.model.deleted)
  const { tier, status } = outcomes[change]
  const from = Date.now()
  await pool.query(`update public.subscriptions set tier_type = $2, status = $3 where user_id = any($1::uuid[]) and current`, [alive.map((customer) => customer.id), tier, status])
  const to = Date.now()
  for (const { model } of alive) model.note(from, to, () => Object.assign(model, { tier, status }))
}

async function deliver(client: PoolClient, userId: string, delivery: Delivery): Promise<void> {
  if (delivery === 'as usual') return
  const newest = `select r.id, r.response_id from public.phone_provision_logs r where r.subject_id = '${userId}' order by r.id desc limit 1`
  if (delivery === 'doubled') await client.query(`select private.nudge_provision_run(r.id) from (${newest}) r`)
  else await client.query(`delete from net.http_request_queue q using (${newest}) r where q.id = r.response_id`)
  // Late: as if the sweep were the one that brings it.
  if (delivery === 'late') await client.query(`update public.phone_provision_logs set nudged_at = null where id = (select id from (${newest}) r)`)
}

/** Runs a change and notes it in the model with the times between which it took place. */
export async function noted(model: CustomerModel, work: () => Promise<unknown>, change: (model: CustomerModel) => void): Promise<void> {
  const from = Date.now()
  await work()
  model.note(from, Date.now(), () => change(model))
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
