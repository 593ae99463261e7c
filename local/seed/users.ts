import type { Client } from 'pg'
import { demoPassword, demoUserId, type NewCustomer } from './people.ts'

/** A hash of the demo password, made once for all demo people because it is slow on purpose. */
export async function hashDemoPassword(client: Client): Promise<string> {
  await client.query('create extension if not exists pgcrypto with schema extensions')
  const { rows } = await client.query<{ hash: string }>(`select extensions.crypt($1, extensions.gen_salt('bf', 10)) as hash`, [demoPassword])
  const hash = rows[0]?.hash
  if (!hash) throw new Error('pgcrypto returned no hash')
  return hash
}

/** Makes an account that can sign in; true when it was not there before. */
export async function addUser(client: Client, email: string, passwordHash: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
     values ($1, 'authenticated', 'authenticated', $2, $3, now(), '{"provider":"email","providers":["email"]}', '{}', now(), now())
     on conflict (id) do nothing`,
    [demoUserId(email), email, passwordHash],
  )
  return rowCount === 1
}

/** Makes a customer as the product would: account, profile, settings, then the subscription. True when new. */
export async function addCustomer(client: Client, customer: NewCustomer, passwordHash: string): Promise<boolean> {
  const id = demoUserId(customer.email)
  if (!(await addUser(client, customer.email, passwordHash))) return false
  await client.query(
    `insert into public.profiles (id, paddle_customer_id, email, city, state) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set paddle_customer_id = excluded.paddle_customer_id, email = excluded.email, city = excluded.city, state = excluded.state`,
    [id, `ctm_${id.replaceAll('-', '').slice(0, 26)}`, customer.email, customer.city, customer.state],
  )
  await client.query(
    `insert into public.user_settings (user_id, vapi_assistant_id, assistant_provisioning_status) values ($1, $2, $3)
     on conflict (user_id) do nothing`,
    [id, customer.assistant ? demoUserId(`assistant:${customer.email}`) : null, customer.assistant ? 'assistant_created' : null],
  )
  await client.query(`insert into public.subscriptions (user_id, tier_type, status, current) values ($1, $2, $3, true)`, [
    id,
    customer.tier,
    customer.status,
  ])
  return true
}
