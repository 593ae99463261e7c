import type { Client } from 'pg'
import { wantedObjects } from '../doctor/wanted.ts'

/**
 * Names of ours that the product uses already, before our first migration: a table or a function would stop the push half-way, and a cron job
 * would be replaced without a word, since `cron.schedule` overwrites by name.
 */
export async function readTakenNames(client: Client): Promise<string[]> {
  const { tables, functions, cronJobs, triggers } = wantedObjects()
  const { rows } = await client.query<{ name: string }>(
    `select 'table ' || c.oid::regclass as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
     union select 'function ' || p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = any ($2)
     union select 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass from pg_trigger t where not t.tgisinternal and t.tgname = any ($3)
       and t.tgrelid in (select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($4)) order by 1`,
    [tables, functions, triggers.map(({ name }) => name), triggers.map(({ table }) => table)],
  )
  return [...rows.map((row) => row.name), ...(await takenJobs(client, cronJobs))]
}

async function takenJobs(client: Client, names: string[]): Promise<string[]> {
  const { rows: there } = await client.query(`select 1 where to_regclass('cron.job') is not null`)
  if (there.length === 0) return []
  const { rows } = await client.query<{ name: string }>(`select 'cron job ' || jobname as name from cron.job where jobname = any ($1) order by 1`, [names])
  return rows.map((row) => row.name)
}
