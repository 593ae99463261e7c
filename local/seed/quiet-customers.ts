import type { Pool } from 'pg'

/** Customers on the free tier as they were long ago: written without the triggers, so that nothing is queued for them. The pool is the superuser's. */
export async function addQuietCustomers(pool: Pool, ids: string[], has: { profile?: boolean; assistant?: boolean } = {}): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`set session_replication_role = 'replica'`)
    await client.query(
      `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       select x, 'authenticated', 'authenticated', x || '@example.com', '{}', '{}', now(), now() from unnest($1::uuid[]) x`,
      [ids],
    )
    if (has.profile) await client.query(`insert into public.profiles (id, email) select x, x || '@example.com' from unnest($1::uuid[]) x`, [ids])
    if (has.assistant) await client.query(`insert into public.user_settings (user_id, vapi_assistant_id) select x, gen_random_uuid() from unnest($1::uuid[]) x`, [ids])
    await client.query(`insert into public.subscriptions (user_id, tier_type, status, current) select x, 'free', 'active', true from unnest($1::uuid[]) x`, [ids])
  } finally {
    await client.query(`set session_replication_role = 'origin'`)
    client.release()
  }
}
