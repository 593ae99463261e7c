import type { Pool } from 'pg'

/** A database function that can be called with named arguments and answers one value. Types are in SQL's own words. */
export type Signature = { name: string; args: Map<string, string>; required: string[]; returnsNothing: boolean }

type Row = { name: string; arg_names: string[]; arg_types: string[]; defaults: number; returns_nothing: boolean }

// Overloaded names, sets, records and unnamed arguments are left out: their answers take another form.
const simpleFunctions = `
  select p.proname as name, coalesce(p.proargnames, '{}') as arg_names, p.pronargdefaults as defaults,
    p.prorettype = 'pg_catalog.void'::regtype as returns_nothing,
    array(select format_type(t, null) from unnest(p.proargtypes) with ordinality as x(t, n) order by n) as arg_types
  from pg_proc p join pg_type r on r.oid = p.prorettype
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not p.proretset and p.provariadic = 0 and p.proargmodes is null
    and p.pronargs = coalesce(cardinality(p.proargnames), 0) and r.typtype in ('b', 'd', 'e', 'p') and r.typname not in ('record', 'trigger', 'event_trigger')
    and not exists (select 1 from pg_proc o where o.pronamespace = p.pronamespace and o.proname = p.proname and o.oid <> p.oid)`

/** The functions of schema public that take the short way, by name. */
export async function readSignatures(pool: Pool): Promise<Map<string, Signature>> {
  const { rows } = await pool.query<Row>(simpleFunctions)
  return new Map(rows.map((row) => [row.name, asSignature(row)]))
}

function asSignature(row: Row): Signature {
  const args = new Map(row.arg_names.map((name, index) => [name, row.arg_types[index] ?? 'text']))
  return { name: row.name, args, required: row.arg_names.slice(0, row.arg_names.length - row.defaults), returnsNothing: row.returns_nothing }
}
