import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

const tables = ['public.phone_provision_logs', 'public.phone_provision_steps', 'public.phone_number_purchases', 'private.provision_attempts']

/** Writes a month of runs. Secondary indexes go away for the writing and come back as the migrations made them. */
export async function fill(client: Client, runs: number): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = any($1::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = indexrelid)`,
    [tables],
  )
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  await client.query(`set maintenance_work_mem = '512MB'`)
  await client.query(readFileSync(new URL('fill.sql', import.meta.url), 'utf8').replaceAll('$RUNS$', String(runs)))
  for (const { definition } of indexes) await client.query(definition)
  for (const table of tables) {
    await client.query(`alter table ${table} enable trigger user`)
    await client.query(`vacuum analyze ${table}`)
  }
}
