/** A question of the console, asked many times with other values each time. */
export type Question = { name: string; sql: string; values: (at: number) => unknown[] }

const md5uuid = (text: string) => `(select md5('${text}')::uuid)`

export function consoleQuestions(customers: number): Question[] {
  const some = (at: number) => 1 + ((at * 7919) % customers)
  const search = (name: string, text: (g: number) => string): Question => ({ name: `search: ${name}`, sql: 'select public.search_console($1)', values: (at) => [text(some(at))] })
  const list = (name: string, filter: object, sort: string): Question => ({ name: `customers: ${name}`, sql: 'select public.list_customers($1, $2)', values: () => [JSON.stringify(filter), sort] })
  const counts = (name: string, filter: object): Question => ({ name: `counts: ${name}`, sql: 'select public.count_customers($1)', values: () => [JSON.stringify(filter)] })
  return [
    search('whole e-mail begins', (g) => `c${g}.`),
    search('part of an e-mail, rare', (g) => `${g}.desk`),
    search('part that everybody has', () => 'example'),
    search('phone number', (g) => `+1 (2${String(g).padStart(9, '0').slice(0, 2)}) ${String(g).padStart(9, '0').slice(2, 5)}-${String(g).padStart(9, '0').slice(5)}`),
    search('last four digits', (g) => String(g).padStart(4, '0').slice(-4)),
    search('run id', (g) => `#${g}`),
    { name: 'search: user id', sql: `select public.search_console((md5('million' || $1::int)::uuid)::text)`, values: (at) => [some(at)] },
    { name: 'search: beginning of a user id', sql: `select public.search_console(left((md5('million' || $1::int)::uuid)::text, 8))`, values: (at) => [some(at)] },
    { name: 'search: Twilio SID', sql: `select public.search_console('PN' || md5('sid' || $1::int))`, values: (at) => [some(at)] },
    { name: 'search: VAPI id', sql: `select public.search_console((md5('vapi' || $1::int)::uuid)::text)`, values: (at) => [some(at)] },
    list('needs attention, longest wait', { status: ['needs_attention'] }, 'waiting'),
    list('everybody, newest', {}, 'newest'),
    list('everybody by e-mail', {}, 'email'),
    list('a fault and a tier', { status: ['needs_attention'], fault: ['compliance'], tier: ['pro'] }, 'waiting'),
    list('by a part of the e-mail', { text: 'c77.des' }, 'waiting'),
    {
      name: 'customers: a page in the middle',
      sql: `select public.list_customers('{}', 'waiting', (select jsonb_build_object('key', now() - interval '1 second' * ($1::int * 31), 'id', ${md5uuid('x')})))`,
      values: (at) => [some(at)],
    },
    counts('everybody', {}),
    counts('needs attention, a fault', { status: ['needs_attention'], fault: ['twilio'] }),
    counts('by a part of the e-mail', { text: 'c77.des' }),
    { name: 'customer: the whole page', sql: `select public.read_customer((md5('million' || $1::int)::uuid))`, values: (at) => [some(at)] },
    { name: 'runs: newest', sql: `select public.list_runs(jsonb_build_object('since', now() - interval '1 hour'))`, values: () => [] },
    { name: 'runs: failed, 7 days', sql: `select public.list_runs(jsonb_build_object('since', now() - interval '7 days', 'status', '["failed"]'::jsonb))`, values: () => [] },
    {
      name: 'runs: summary of an hour',
      sql: `select public.summarise_runs(jsonb_build_object('since', now() - interval '1 hour'), jsonb_build_object('since', now() - interval '1 hour', 'until', now(), 'step', 60))`,
      values: () => [],
    },
    {
      name: 'runs: summary of 7 days',
      sql: `select public.summarise_runs(jsonb_build_object('since', now() - interval '7 days'), jsonb_build_object('since', now() - interval '7 days', 'until', now(), 'step', 7200))`,
      values: () => [],
    },
    { name: 'audit: newest', sql: `select public.read_audit('{}')`, values: () => [] },
  ]
}

/** What the functions ask inside, to be explained: the name, and a query that makes the text of the query. */
export const plannedQueries: readonly { name: string; text: string; mayScan?: true }[] = [
  { name: 'needs attention, longest wait', text: `select 'select user_id from public.provision_customers where ' || private.customer_where('{"status": ["needs_attention"]}') || ' order by since, user_id limit 101'` },
  { name: 'everybody, newest', text: `select 'select user_id from public.provision_customers where true order by since desc, user_id desc limit 101'` },
  { name: 'everybody by e-mail', text: `select 'select user_id from public.provision_customers where true order by coalesce(email, ''''), user_id limit 101'` },
  { name: 'a fault and a tier', text: `select 'select user_id from public.provision_customers where ' || private.customer_where('{"status": ["needs_attention"], "fault": ["compliance"], "tier": ["pro"]}') || ' order by since, user_id limit 101'` },
  { name: 'by a part of the e-mail', text: `select 'select user_id from public.provision_customers where ' || private.customer_where('{"text": "c77.des"}') || ' order by since, user_id limit 101'` },
  { name: 'by the end of the number', text: `select 'select user_id from public.provision_customers where ' || private.customer_where('{"text": "000 0077"}') || ' order by since, user_id limit 101'` },
  ...['c77.desk@', '77.desk', '+12000000077', '0077', 'PN1234567890', '1234567890abcdef12', '00000000-0000-0000-0000-00000000000a'].map((text) => ({
    name: `search: ${text}`,
    text: `select * from private.search_branches('${text}')`,
  })),
]
