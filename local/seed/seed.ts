import type { Client } from 'pg'
import { withClient } from '../stack/connect.ts'
import { customers, demoPassword, demoUserId, staff } from './people.ts'
import { addRollout } from './rollout.ts'
import { changeSubscription } from './subscribe.ts'
import { addCustomer, addUser, hashDemoPassword } from './users.ts'

/** A demo sign-in. */
export type Account = { email: string; password: string; id: string }

/** What seeding left: who can sign in, and the customers as first made. */
export type Seeded = {
  accounts: Record<keyof typeof staff, Account>
  customers: { id: string; email: string; tier: string }[]
  summary: string
}

/** Makes the demo sign-ins and, if wanted, an activated project with customers. Running it again changes nothing. */
export async function seedDemo(url: string, o: { demo: boolean }): Promise<Seeded> {
  return withClient(url, async (client) => {
    await addStaff(client)
    const added = o.demo ? await addDemo(client) : 0
    return {
      accounts: { admin: account('admin'), operator: account('operator'), viewer: account('viewer'), outsider: account('outsider') },
      customers: o.demo ? await listCustomers(client) : [],
      summary: added > 0 ? `${added} customers` : 'unchanged',
    }
  })
}

function account(name: keyof typeof staff): Account {
  const { email } = staff[name]
  return { email, password: demoPassword, id: demoUserId(email) }
}

async function addStaff(client: Client): Promise<void> {
  const people = Object.entries(staff)
  const { rows } = await client.query(`select 1 from auth.users where id = any($1::uuid[])`, [people.map(([, person]) => demoUserId(person.email))])
  if (rows.length === people.length) return
  const hash = await hashDemoPassword(client)
  for (const [role, person] of people) {
    const isNew = await addUser(client, person.email, hash)
    if (!isNew || person.name === null) continue
    await client.query(`insert into public.staff_members (user_id, role, display_name) values ($1, $2, $3) on conflict do nothing`, [
      demoUserId(person.email),
      role,
      person.name,
    ])
  }
}

async function addDemo(client: Client): Promise<number> {
  const { rows } = await client.query(`select 1 from public.provision_settings where activated_at is not null`)
  if (rows.length > 0) return 0
  await client.query('begin')
  const hash = await hashDemoPassword(client)
  await client.query(`update public.provision_settings set project_ref = 'local', activated_at = now()`)
  await addRollout(client)
  await client.query(`insert into public.paddle_prices (price_id, tier_type) select 'pri_demo_' || t, t from unnest(array['starter', 'pro', 'business']) t`)
  let added = 0
  for (const customer of customers) if (await addCustomer(client, customer, hash)) added += 1
  await client.query('commit')
  // Upgrades come after the sign-ups, in transactions of their own, as they do in life.
  for (const customer of customers) {
    if (customer.upgradeTo) await changeSubscription(client, demoUserId(customer.email), { tier: customer.upgradeTo })
  }
  return added
}

async function listCustomers(client: Client): Promise<Seeded['customers']> {
  const { rows } = await client.query<Seeded['customers'][number]>(
    `select u.id, u.email, coalesce(s.tier_type, 'none') as tier
     from auth.users u left join public.subscriptions s on s.user_id = u.id and s.current
     where u.id = any($1::uuid[]) order by u.email`,
    [customers.map((customer) => demoUserId(customer.email))],
  )
  return rows
}
