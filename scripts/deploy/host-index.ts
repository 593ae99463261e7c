import type { Client } from 'pg'

/** The indexes on the host's table, made only where its rows allow them. */
const hostIndexes = [
  { name: 'phone_numbers_one_live_number_per_user', column: 'user_id' },
  { name: 'phone_numbers_one_live_row_per_number', column: 'e164_number' },
] as const

/** What stands in the way and what is there: `valid`, `broken` (a concurrent build that failed) or `absent`. */
export type IndexState = { issues: number; indexes: { name: string; state: 'valid' | 'broken' | 'absent' }[] }

/** Looks; null before our migrations are there. */
export async function readIndexState(client: Client): Promise<IndexState | null> {
  const { rows: views } = await client.query(`select 1 where to_regclass('public.provision_integrity_issues') is not null`)
  if (views.length === 0) return null
  const { rows } = await client.query<{ issues: number }>(`select count(*)::int as issues from public.provision_integrity_issues where issue <> 'second_number'`)
  const found = await client.query<{ name: string; valid: boolean }>(
    `select c.relname as name, i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'public.phone_numbers'::regclass`,
  )
  const state = (name: string) => {
    const index = found.rows.find((row) => row.name === name)
    return index ? (index.valid ? ('valid' as const) : ('broken' as const)) : ('absent' as const)
  }
  return { issues: rows[0]?.issues ?? 0, indexes: hostIndexes.map(({ name }) => ({ name, state: state(name) })) }
}

/** Creates what is missing without locking the table; a build that failed earlier is dropped first. Returns the names made. */
export async function createHostIndexes(client: Client): Promise<string[]> {
  const state = await readIndexState(client)
  if (!state || state.issues > 0) return []
  const made: string[] = []
  for (const { name, column } of hostIndexes) {
    const now = state.indexes.find((index) => index.name === name)?.state
    if (now === 'valid') continue
    if (now === 'broken') await client.query(`drop index concurrently public.${name}`)
    await client.query(`create unique index concurrently ${name} on public.phone_numbers (${column}) where coalesce(status, '') <> 'released'`)
    made.push(name)
  }
  return made
}
