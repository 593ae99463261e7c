import { getAuthSchemaSql } from '@supabase/lite'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

const folder = join(import.meta.dirname, 'bootstrap')
const loginRoles = ['postgres', 'authenticator', 'supabase_auth_admin']

/** What makes an empty server into a hosted project's. The auth tables are those that the auth server asks for. */
function scripts(): string[] {
  const ours = readdirSync(folder).toSorted().map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
  return [...ours, { name: '025_auth_tables.sql', sql: getAuthSchemaSql() }].toSorted((a, b) => a.name.localeCompare(b.name)).map(({ sql }) => sql)
}

/** Changes whenever the bootstrap does. */
export function bootstrapVersion(): string {
  return createHash('sha256').update(scripts().join('\0')).digest('hex')
}

/** Creates roles, schemas, auth tables and realtime, all or nothing. Safe to repeat. */
export async function bootstrapDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin; set local client_min_messages = warning')
    for (const sql of scripts()) await client.query(sql)
    for (const role of loginRoles) await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
