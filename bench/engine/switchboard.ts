import { Pool } from 'pg'
import type { Contender } from './contender.ts'
import { countCalls } from './statements.ts'

/** Our own engine, all of it: trigger, pg_net, gateway, Deno, and back. */
export function createSwitchboard(o: { adminUrl: string; url: string }): Contender {
  const pool = new Pool({ connectionString: o.url, max: 2 })
  const setUp = new Pool({ connectionString: o.adminUrl, max: 1 })
  return {
    name: 'Switchboard',
    addCustomers: (ids) => addCustomers(setUp, ids),
    upgrade: async (ids) => {
      await pool.query(`update public.subscriptions set tier_type = 'pro' where user_id = any($1::uuid[])`, [ids])
    },
    countDone: async (ids) => {
      const { rows } = await pool.query<{ n: string }>(
        `select count(*) as n from public.phone_number_purchases p where p.user_id = any($1::uuid[]) and p.state = 'recorded' and p.linked_at is not null
           and not exists (select 1 from public.phone_provision_logs r where r.subject_id = p.user_id and r.finished_at is null)`,
        [ids],
      )
      return Number(rows[0]?.n)
    },
    countRoundTrips: async () => ({
      work: await countCalls(o.adminUrl, 'postgres', '^select (\\*|to_json).* from .*public\\.', 'record_provision_steps|read_provision_secrets'),
      steps: await countCalls(o.adminUrl, 'postgres', 'public\\."?record_provision_steps', 'private\\.'),
    }),
    stop: async () => {
      await pool.end()
      await setUp.end()
    },
  }
}

// As they were long ago: without the triggers, so that nothing is queued for them.
async function addCustomers(pool: Pool, ids: string[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`set session_replication_role = 'replica'`)
    await client.query(
      `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       select x, 'authenticated', 'authenticated', x || '@example.com', '{}', '{}', now(), now() from unnest($1::uuid[]) x`,
      [ids],
    )
    await client.query(`insert into public.profiles (id, email) select x, x || '@example.com' from unnest($1::uuid[]) x`, [ids])
    await client.query(`insert into public.user_settings (user_id, vapi_assistant_id) select x, gen_random_uuid() from unnest($1::uuid[]) x`, [ids])
    await client.query(`insert into public.subscriptions (user_id, tier_type, status, current) select x, 'free', 'active', true from unnest($1::uuid[]) x`, [ids])
  } finally {
    await client.query(`set session_replication_role = 'origin'`)
    client.release()
  }
}
