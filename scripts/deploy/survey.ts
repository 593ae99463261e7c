import type { Client } from 'pg'
import { compareMigrations, ourMigrations, type Migration } from './migrations.ts'
import { readIndexState, type IndexState } from './host-index.ts'
import { vaultNames } from './vault.ts'

/** What is there before anything is changed. */
export type Survey = { missing: Migration[]; foreign: Migration[]; hostTables: string[]; hostProblems: string[]; trigramSchema: string | null; indexes: IndexState | null; vault: Set<string> }

const hostColumns: Record<string, string[]> = {
  profiles: ['id', 'paddle_customer_id', 'email', 'city', 'state'],
  subscriptions: ['id', 'user_id', 'tier_type', 'status', 'current'],
  phone_numbers: ['id', 'user_id', 'provider', 'provider_number_id', 'e164_number', 'status'],
  user_settings: ['user_id', 'vapi_assistant_id', 'assistant_provisioning_status'],
}

/** Reads the target; changes nothing. */
export async function surveyTarget(client: Client): Promise<Survey> {
  const columns = await readColumns(client)
  const hostTables = Object.keys(hostColumns).filter((table) => columns.has(table))
  const hostProblems = hostTables.flatMap((table) => {
    const absent = (hostColumns[table] ?? []).filter((column) => !columns.get(table)?.has(column))
    return absent.length > 0 ? [`${table} lacks ${absent.join(', ')}`] : []
  })
  return {
    ...compareMigrations(ourMigrations(), await readHistory(client)),
    hostTables,
    hostProblems,
    trigramSchema: await readTrigramSchema(client),
    indexes: await readIndexState(client),
    vault: await vaultNames(client),
  }
}

async function readHistory(client: Client): Promise<Migration[]> {
  const { rows: there } = await client.query(`select 1 where to_regclass('supabase_migrations.schema_migrations') is not null`)
  if (there.length === 0) return []
  const { rows } = await client.query<Migration>(`select version, coalesce(name, '') as name from supabase_migrations.schema_migrations order by version`)
  return rows
}

// Where the product has pg_trgm, if it has it: our indexes name the schema.
async function readTrigramSchema(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ schema: string }>(`select extnamespace::regnamespace::text as schema from pg_extension where extname = 'pg_trgm'`)
  return rows[0]?.schema ?? null
}

async function readColumns(client: Client): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text) as columns from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) and a.attnum > 0 and not a.attisdropped group by 1`,
    [Object.keys(hostColumns)],
  )
  return new Map(rows.map((row) => [row.table, new Set(row.columns)]))
}
