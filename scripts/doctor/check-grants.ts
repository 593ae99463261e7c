import type { Client } from 'pg'
import { each, findingsOf, type Finding } from './finding.ts'
import { wantedObjects } from './wanted.ts'

/** Who may do what with our own objects. The host's tables are the host's business. */
export async function checkGrants(client: Client): Promise<Finding[]> {
  const { tables, functions } = wantedObjects()
  const say = findingsOf('grants')
  const names = async (sql: string, values: unknown[]) => (await client.query<{ name: string }>(sql, values)).rows.map((row) => row.name)
  const open = await names(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
       and (has_any_column_privilege('anon', c.oid, 'select, insert, update') or has_table_privilege('anon', c.oid, 'delete'))`,
    [tables],
  )
  const writable = await names(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
       and has_table_privilege('authenticated', c.oid, 'insert, update, delete, truncate')`,
    [tables],
  )
  const bare = await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname = any ($1) and not relrowsecurity`, [tables])
  const callable = await names(
    `select distinct p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname || '.' || p.proname = any ($1) and has_function_privilege('anon', p.oid, 'execute')`,
    [functions],
  )
  const deaf = await names(
    `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace and proname in ('claim_provision_run', 'read_provision_secrets')
       and not has_function_privilege('service_role', p.oid, 'execute')`,
    [],
  )
  const bad = [
    ...open.map((name) => say.wrong(`anon reads or writes ${name}`, `revoke all on public.${name} from anon;`)),
    ...writable.map((name) => say.wrong(`signed-in people write ${name}`, `revoke insert, update, delete, truncate on public.${name} from authenticated;`)),
    ...bare.map((name) => say.wrong(`${name} has no row level security`, `alter table public.${name} enable row level security;`)),
    ...callable.map((name) => say.wrong(`anon may call ${name}`, `revoke execute on function ${name} from public, anon;`)),
    ...deaf.map((name) => say.wrong(`the functions may not call ${name}`, `grant execute on function ${name} to service_role;`)),
  ]
  return [...(bad.length > 0 ? bad : [say.ok(`anon has nothing on ${tables.length} tables and ${functions.length} functions`)]), ...(await checkRealtime(client))]
}

const topicPolicies: Record<string, string> = {
  ops_topics_select_staff: 'staff may not join the private channels: nothing is live',
  ops_topics_select_only_staff: 'whoever the product lets into every topic hears what staff hear',
  ops_topics_select_not_anon: 'whoever the product lets into every topic without a session hears what staff hear',
  ops_topics_insert_nobody: 'whoever the product lets speak in every topic speaks to the consoles',
}

async function checkRealtime(client: Client): Promise<Finding[]> {
  const say = findingsOf('realtime')
  const { rows } = await client.query<{ name: string }>(`select policyname as name from pg_policies where schemaname = 'realtime' and tablename = 'messages'`)
  const missing = Object.keys(topicPolicies).filter((name) => !rows.some((row) => row.name === name))
  return each(missing, say.ok('staff, and nobody else, may join the private channels'), (name) =>
    say.wrong(topicPolicies[name] ?? name, `Create the policy ${name} on realtime.messages as 20261124101300_broadcast_changes.sql does.`))
}
