import type { Client } from 'pg'

type Kind = 'uuid' | 'boolean' | 'text' | 'any'

/** What is read of the product's tables, and as what. Whatever else they hold is their own business. */
const hostColumns: Record<string, Record<string, Kind>> = {
  profiles: { id: 'uuid', paddle_customer_id: 'text', email: 'text', city: 'text', state: 'text' },
  subscriptions: { id: 'any', user_id: 'uuid', tier_type: 'text', status: 'text', current: 'boolean' },
  phone_numbers: { id: 'any', user_id: 'uuid', provider: 'text', provider_number_id: 'text', e164_number: 'text', status: 'text' },
  user_settings: { user_id: 'uuid', vapi_assistant_id: 'text', assistant_provisioning_status: 'text' },
}

/** The words that are written there. */
const words = [
  { table: 'phone_numbers', column: 'status', values: ['active', 'paused', 'released'] },
  { table: 'phone_numbers', column: 'provider', values: ['twilio'] },
  { table: 'user_settings', column: 'assistant_provisioning_status', values: ['phone_provisioned'] },
]

type Column = { name: string; type: string; category: string; must_be_given: boolean }
type HostTable = { name: string; kind: string; owner: string; is_ours: boolean; columns: Column[] }

/** Which of the product's tables are there, and what of them would fail later: a migration half-way, or a number that is bought and cannot be recorded. */
export async function readHostShape(client: Client): Promise<{ hostTables: string[]; hostProblems: string[] }> {
  const tables = await readTables(client)
  const inOrder = Object.keys(hostColumns).flatMap((name) => tables.find((table) => table.name === name) ?? [])
  const problems = inOrder.flatMap((table) => [...tableProblems(table), ...columnProblems(table), ...gaps(table)])
  return { hostTables: inOrder.map((table) => table.name), hostProblems: [...problems, ...(await refusedWords(client, inOrder))] }
}

async function readTables(client: Client): Promise<HostTable[]> {
  const { rows } = await client.query<HostTable>(
    `select c.relname as name, c.relkind::text as kind, c.relowner::regrole::text as owner, pg_has_role(c.relowner, 'usage') as is_ours,
       jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'category', t.typcategory,
         'must_be_given', a.attnotnull and not a.atthasdef and a.attidentity = '' and t.typdefault is null) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') group by c.oid`,
    [Object.keys(hostColumns)],
  )
  return rows
}

function tableProblems({ name, kind, owner, is_ours }: HostTable): string[] {
  if (kind !== 'r' && kind !== 'p') return [`${name} is no table, so its changes cannot start a run`]
  return is_ours ? [] : [`${name} belongs to ${owner}, whose tables cannot be given triggers and indexes: alter table public.${name} owner to postgres`]
}

function columnProblems({ name, columns }: HostTable): string[] {
  const wanted = Object.entries(hostColumns[name] ?? {})
  const absent = wanted.flatMap(([column]) => (columns.some((each) => each.name === column) ? [] : [column]))
  const other = wanted.flatMap(([column, kind]) => {
    const found = columns.find((each) => each.name === column)
    return found && !fits(found, kind) ? [`${name}.${column} is ${found.type}, and is read as ${kind}`] : []
  })
  return [...(absent.length > 0 ? [`${name} lacks ${absent.join(', ')}`] : []), ...other]
}

/** Texts of every kind are as good as text; an enum is not: no empty or unknown word can be compared with it. */
function fits({ type, category }: Column, kind: Kind): boolean {
  return kind === 'any' || (kind === 'text' ? category === 'S' : type === kind)
}

/** What must be filled in a row that we write. */
function gaps({ name, columns }: HostTable): string[] {
  if (name !== 'phone_numbers') return []
  const given = Object.keys(hostColumns['phone_numbers'] ?? {}).filter((column) => column !== 'id')
  return columns.filter((each) => each.must_be_given && !given.includes(each.name)).map((each) => `${name}.${each.name} must be filled and has no default, so that a bought number could not be recorded`)
}

/** The check constraints of one column each are asked about the words. They are the product's own expressions, over a row that does not exist. */
async function refusedWords(client: Client, tables: HostTable[]): Promise<string[]> {
  const problems: string[] = []
  for (const { table, column, values } of words) {
    const found = tables.find((each) => each.name === table)?.columns.find((each) => each.name === column)
    if (!found || !fits(found, 'text')) continue
    for (const { name, rule } of await readChecks(client, table, column)) {
      const { rows } = await client.query<{ word: string }>(`select word from (select v as word, v::${found.type} as ${column} from unnest($1::text[]) v) x where not coalesce(${rule}, true)`, [values])
      if (rows.length > 0) problems.push(`${table}.${column} may not be ${rows.map((row) => row.word).join(', ')} (constraint ${name}), which is written there`)
    }
  }
  return problems
}

async function readChecks(client: Client, table: string, column: string): Promise<{ name: string; rule: string }[]> {
  const { rows } = await client.query<{ name: string; rule: string }>(
    `select c.conname as name, pg_get_expr(c.conbin, c.conrelid) as rule from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attname = $2
     where c.conrelid = to_regclass('public.' || $1) and c.contype = 'c' and c.conkey = array[a.attnum]`,
    [table, column],
  )
  return rows
}
