import { getAuthSchemaSql } from '@supabase/lite'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

const folder = join(import.meta.dirname, 'bootstrap')
const loginRoles = ['postgres', 'authenticator', 'supabase_auth_admin']

/** Makes an empty server into a hosted project's: roles, schemas, auth tables, realtime. Safe to repeat. */
export async function bootstrapDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    for (const name of readdirSync(folder).toSorted()) {
      if (name.startsWith('030_')) await createAuthTables(client)
      await client.query(readFileSync(join(folder, name), 'utf8'))
    }
    for (const role of loginRoles) await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

// Who asks as `authenticator` inherits these grants, so that the auth server needs no role that a token could name.
async function createAuthTables(client: Client): Promise<void> {
  await client.query('set local client_min_messages = warning')
  await client.query(getAuthSchemaSql())
  await client.query(`
    do $$
    declare v record;
    begin
      for v in select c.oid::regclass as name from pg_class c where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' loop
        execute format('alter table %s owner to supabase_auth_admin', v.name);
        execute format('grant select, insert, update, delete on %s to authenticator', v.name);
        execute format('grant all on %s to postgres', v.name);
      end loop;
    end
    $$;
    grant usage on schema auth to authenticator`)
}
