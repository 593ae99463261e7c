import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Pool } from 'pg'
import { withClient } from '../../../local/stack/connect.ts'
import type { Contender } from '../contender.ts'
import { countCalls } from '../statements.ts'
import { peerSchema } from './schema.ts'

type Options = { adminUrl: string; cap: number; twilioUrl: string; vapiUrl: string; secrets: Record<string, string> }

/** graphile-worker with the same steps, in a database of its own on the same server. */
export async function startPeer(o: Options): Promise<Contender> {
  await withClient(o.adminUrl, (admin) => admin.query('create database peer'))
  const url = new URL(o.adminUrl)
  url.pathname = '/peer'
  await runMigrations({ connectionString: url.href })
  const pool = new Pool({ connectionString: url.href, max: 2 })
  await pool.query(peerSchema)
  const worker = await startWorker(url.href, o)
  return {
    name: 'graphile-worker',
    addCustomers: async (ids) => {
      await pool.query(`insert into profiles (id, email) select x, x || '@example.com' from unnest($1::uuid[]) x`, [ids])
      await pool.query(`insert into user_settings (user_id, vapi_assistant_id) select x, gen_random_uuid()::text from unnest($1::uuid[]) x`, [ids])
      await pool.query(`insert into subscriptions (user_id, tier_type, status, current) select x, 'free', 'active', true from unnest($1::uuid[]) x`, [ids])
    },
    upgrade: async (ids) => {
      await pool.query(`update subscriptions set tier_type = 'pro' where user_id = any($1::uuid[])`, [ids])
    },
    countDone: async (ids) => {
      const { rows } = await pool.query<{ n: string }>(
        `select count(*) as n from purchases p where p.user_id = any($1::uuid[]) and p.linked_at is not null
           and not exists (select 1 from graphile_worker._private_jobs j where j.key = p.user_id::text)`,
        [ids],
      )
      return Number(rows[0]?.n)
    },
    // The queue's own statements count too: it is the peer's claim and finish.
    countRoundTrips: async () => ({ work: await countCalls(o.adminUrl, 'peer', 'graphile_worker"._private_jobs as jobs|purchases|record_number', 'count\\(\\*\\)'), steps: 0 }),
    stop: async () => {
      worker.kill('SIGTERM')
      await once(worker, 'exit')
      await pool.end()
    },
  }
}

async function startWorker(url: string, o: Options): Promise<ChildProcess> {
  const { secrets } = o
  const twilio = {
    accountSid: secrets['TWILIO_ACCOUNT_SID'],
    authToken: secrets['TWILIO_AUTH_TOKEN'],
    apiKey: secrets['TWILIO_API_KEY'],
    apiSecret: secrets['TWILIO_API_SECRET'],
  }
  const given = { url, cap: o.cap, twilioUrl: o.twilioUrl, vapiUrl: o.vapiUrl, vapiKey: secrets['VAPI_API_KEY'], twilio }
  const worker = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(given)])
  await once(worker, 'message')
  return worker
}
