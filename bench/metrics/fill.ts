import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

const tables = ['public.phone_provision_logs', 'public.phone_provision_steps', 'public.phone_number_purchases', 'private.provision_attempts']

/** So many runs a transaction: the checks of foreign keys are queued in memory until it ends. */
const slice = 250_000

const samples = `
  insert into public.resource_samples (sampled_at, connections, max_connections, database_bytes, blocks_hit, blocks_read, queue_depth, queue_oldest_ms, processing,
    net_queue, numbers_owned, numbers_monthly_usd, being_set_up, needs_attention, attention_by_code)
  select private.minute_of(now()) - n * interval '1 minute', 20, 60, 1000000000 - n, 100000000 - n * 100, 100000 - n, 3, 900, 2, 1, 400000, 460000, 12, 37, '{"20503": 30, "timeout": 7}'
  from generate_series(1, 90000) n`

/** Writes a month of runs. Secondary indexes go away for the writing and come back as the migrations made them. */
export async function fill(client: Client, runs: number, say: (line: string) => void): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = any($1::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = indexrelid)`,
    [tables],
  )
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  await client.query(`set maintenance_work_mem = '512MB'`)
  await writeSlices(client, runs, say)
  await client.query(samples)
  for (const { name, definition } of indexes) {
    say(`index ${name}`)
    await client.query(definition)
  }
  for (const table of tables) {
    await client.query(`alter table ${table} enable trigger user`)
    await client.query(`vacuum analyze ${table}`)
  }
}

async function writeSlices(client: Client, runs: number, say: (line: string) => void): Promise<void> {
  const sql = readFileSync(new URL('fill.sql', import.meta.url), 'utf8')
  const month = new Date(Date.now() - 30 * 86_400_000).toISOString()
  for (let first = 1; first <= runs; first += slice) {
    const values: Record<string, string> = { RUNS: `${runs}`, FIRST: `${first}`, LAST: `${Math.min(runs, first + slice - 1)}`, FROM: month }
    await client.query(sql.replaceAll(/\$([A-Z]+)\$/g, (whole, name: string) => values[name] ?? whole))
    say(`${Math.min(runs, first + slice - 1).toLocaleString('en-US')} runs written`)
  }
}

/** The rollups of the month, a day a transaction. */
export async function rebuild(client: Client): Promise<void> {
  for (let day = 30; day >= 0; day--) {
    await client.query(`select private.rebuild_metrics(now() - ($1 + 1) * interval '1 day', now() - $1 * interval '1 day')`, [day])
  }
}
