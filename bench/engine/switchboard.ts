import { Pool } from 'pg'
import { addQuietCustomers } from '../../local/seed/quiet-customers.ts'
import type { Contender } from './contender.ts'
import { countCalls } from './statements.ts'

/** Our own engine, all of it: trigger, pg_net, gateway, Deno, and back. */
export function createSwitchboard(o: { adminUrl: string; url: string }): Contender {
  const pool = new Pool({ connectionString: o.url, max: 2 })
  const setUp = new Pool({ connectionString: o.adminUrl, max: 1 })
  return {
    name: 'Switchboard',
    addCustomers: (ids) => addQuietCustomers(setUp, ids, { profile: true, assistant: true }),
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
