import type { Client } from 'pg'
import { compareMigrations, ourMigrations, type Migration } from './migrations.ts'
import { readIndexState, type IndexState } from './host-index.ts'
import { readHostShape } from './host-shape.ts'
import { readTakenNames } from './taken-names.ts'
import { vaultNames } from './vault.ts'

/** What is there before anything is changed. */
export type Survey = { missing: Migration[]; foreign: Migration[]; hostTables: string[]; hostProblems: string[]; takenNames: string[]; oldVersions: string[]; trigramSchema: string | null; indexes: IndexState | null; vault: Set<string> }

/** Reads the target; changes nothing. */
export async function surveyTarget(client: Client): Promise<Survey> {
  const migrations = compareMigrations(ourMigrations(), await readHistory(client))
  return {
    ...migrations,
    ...(await readHostShape(client)),
    takenNames: migrations.missing.length === ourMigrations().length ? await readTakenNames(client) : [],
    oldVersions: await readOldVersions(client),
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

// Views that keep row level security came with 15, jobs of every few seconds with pg_cron 1.5.
async function readOldVersions(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ what: string }>(
    `select 'Postgres ' || current_setting('server_version') || ' (15 or later is needed)' as what where current_setting('server_version_num')::int < 150000
     union all select 'pg_cron ' || v || ' (1.5 or later is needed)' from (
       select coalesce(installed_version, default_version) as v from pg_available_extensions where name = 'pg_cron') x where string_to_array(v, '.')::int[] < '{1,5}'::int[]`,
  )
  return rows.map((row) => row.what)
}
