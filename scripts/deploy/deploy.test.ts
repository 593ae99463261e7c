import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../local/stack/connect.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../local/postgres/testing/temporary-database.ts'
import { deploy } from './deploy.ts'
import { ourMigrations } from './migrations.ts'
import { readTarget, type Target } from './target.ts'

// A project of a customer: its own tables, its own migration history, a row that breaks "one number per user".
const host = `
  create table public.profiles (id uuid primary key, paddle_customer_id text, email text, city text, state text, avatar text);
  create table public.subscriptions (id bigserial primary key, user_id uuid, tier_type text, status text, current boolean, seats int default 1);
  create table public.phone_numbers (id bigserial primary key, user_id uuid, provider text, provider_number_id text, e164_number text, status text);
  create table public.user_settings (user_id uuid primary key, vapi_assistant_id text, assistant_provisioning_status text);
  insert into public.phone_numbers (user_id, e164_number, status) values
    ('00000000-0000-0000-0000-000000000001', '+15125550101', 'active'), ('00000000-0000-0000-0000-000000000001', '+15125550102', 'active');
  insert into public.phone_numbers (id, user_id, provider, provider_number_id, e164_number, status) values
    (101, '00000000-0000-0000-0000-000000000002', 'twilio', null, '+15125550110', 'active'), (102, '00000000-0000-0000-0000-000000000003', 'twilio', 'PN3', '+15125550110', null),
    (103, null, null, null, null, null), (104, null, 'vonage', '', '+15125550111', 'odd');
  insert into public.subscriptions (id, user_id, tier_type, status, current) values
    (201, '00000000-0000-0000-0000-000000000002', 'pro', 'active', true), (202, '00000000-0000-0000-0000-000000000002', 'free', 'cancelled', true),
    (203, null, null, null, true), (204, '00000000-0000-0000-0000-0000000000ff', 'pro', 'active', true), (205, '00000000-0000-0000-0000-000000000003', null, 'odd', null);
  insert into public.user_settings values ('00000000-0000-0000-0000-0000000000ff', '', 'odd');
  insert into public.profiles (id, email) values ('00000000-0000-0000-0000-0000000000fe', null);
  insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 3) n;
  create schema supabase_migrations;
  create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
  insert into supabase_migrations.schema_migrations values ('20200101000000', array['select 1'], 'create_product'), ('20990101000000', array['select 2'], 'from_the_future')`

let db: TemporaryDatabase
let target: Target

beforeAll(async () => {
  db = await temporaryDatabase()
  await db.run(host)
  target = { url: db.database.url, ref: null, accessToken: null }
})
afterAll(() => db.remove())

async function run(yes: boolean, at: Target = target): Promise<string> {
  const lines: string[] = []
  await deploy(at, { yes, say: (line) => void lines.push(line) })
  return lines.join('\n')
}
const history = async () => (await db.run<{ version: string }>('select version from supabase_migrations.schema_migrations')).map((row) => row.version)
const columns = async () => (await db.run<{ n: number }>(`select count(*)::int as n from information_schema.columns where table_name = 'subscriptions'`))[0]?.n
const indexes = async () => (await db.run<{ name: string }>(`select indexrelid::regclass::text as name from pg_index where indrelid = 'phone_numbers'::regclass and not indisprimary order by 1`)).map((row) => row.name)

test('without --yes the plan is printed and nothing is changed', async () => {
  const said = await run(false)
  expect(said).toContain('Nothing was changed.')
  expect(said).toContain(ourMigrations()[0]?.name)
  expect(said).toContain("2 of the target's own stay as they are")
  expect(await history()).toEqual(['20200101000000', '20990101000000'])
})

test('an extension where our indexes do not look for it stops before anything happens, with the cure', async () => {
  await db.admin('create extension pg_trgm with schema public')
  await expect(run(true)).rejects.toThrow('alter extension pg_trgm set schema extensions;')
  expect(await history()).toEqual(['20200101000000', '20990101000000'])
  await db.admin('alter extension pg_trgm set schema extensions')
})

test.each([
  ['a column that is an enum', `create type tier as enum ('free', 'pro'); alter table public.subscriptions alter tier_type type tier using tier_type::tier`,
    'alter table public.subscriptions alter tier_type type text; drop type tier', 'subscriptions.tier_type is tier, and is read as text'],
  ['a user who is a text', 'alter table public.profiles alter id type text', 'alter table public.profiles alter id type uuid using id::uuid', 'profiles.id is text, and is read as uuid'],
  ['a column of numbers that must be filled', `alter table public.phone_numbers add country text not null default 'US'; alter table public.phone_numbers alter country drop default`,
    'alter table public.phone_numbers drop country', 'phone_numbers.country must be filled and has no default'],
  ['a word that may not be written', `alter table public.phone_numbers add constraint known check (status in ('active', 'odd', 'released'))`,
    'alter table public.phone_numbers drop constraint known', 'phone_numbers.status may not be paused (constraint known)'],
  ['a view', 'alter table public.user_settings rename to settings; create view public.user_settings as select * from public.settings',
    'drop view public.user_settings; alter table public.settings rename to user_settings', 'user_settings is no table'],
  ['somebody else’s table', 'alter table public.profiles owner to supabase_admin', 'alter table public.profiles owner to postgres', 'profiles belongs to supabase_admin'],
  ['names that are taken', `create table public.phone_provision_logs (); create function public.trigger_phone_provision() returns trigger language plpgsql as 'begin return new; end';
    create trigger subscription_phone_provision_trigger after insert on public.subscriptions for each row execute function public.trigger_phone_provision();
    create extension pg_cron; select cron.schedule('purge_history', '@daily', 'select 1')`,
    `select cron.unschedule('purge_history'); drop trigger subscription_phone_provision_trigger on public.subscriptions; drop function public.trigger_phone_provision(); drop table public.phone_provision_logs`,
    'table phone_provision_logs; trigger subscription_phone_provision_trigger on subscriptions; cron job purge_history'],
])('%s stops before anything happens', async (_what, breakIt, mendIt, says) => {
  await db.admin(breakIt)
  await expect(run(true)).rejects.toThrow(says)
  await db.admin(mendIt)
  expect(await history()).toEqual(['20200101000000', '20990101000000'])
})

test('a product whose texts are of other kinds, and whose rules allow our words, is as good', async () => {
  await db.admin(`create domain word as text; alter table public.phone_numbers alter status type word, add constraint known check (status = any (array['active', 'paused', 'released', 'odd'])), add constraint lower_case check (provider = lower(provider))`)
  expect(await run(false)).toContain('Nothing was changed.')
  await db.admin('alter table public.phone_numbers drop constraint known, drop constraint lower_case, alter status type varchar(20)')
})

// Somebody's long transaction holds the subscriptions until the push has given up once.
async function deployBesideBilling(): Promise<string> {
  return withClient(db.database.url, async (billing) => {
    await billing.query('begin')
    await billing.query('update public.subscriptions set seats = seats where id = 201')
    const lines: string[] = []
    await deploy(target, { yes: true, say: (line) => void (lines.push(line), line.includes('in use') && billing.query('commit')) })
    return lines.join('\n')
  })
}

test('ours join the history that is there, older and newer; the product does not queue behind them; the host keeps its tables; the index waits for dirty rows', async () => {
  const said = await deployBesideBilling()
  expect(said).toContain('a table of the product is in use; once more')
  expect(said).toContain('index: waits for 3 rows')
  expect((await history()).toSorted()).toEqual(['20200101000000', ...ourMigrations().map((each) => each.version), '20990101000000'])
  expect(await columns()).toBe(6)
  expect(await indexes()).toEqual([])
  expect(await db.run(`select 1 from vault.decrypted_secrets where name = 'provision_nudge_key' and length(decrypted_secret) >= 40`)).toHaveLength(1)
})

test('rows that were dirty before are named with what to do, their users are left alone, and engine and read model pass over them', async () => {
  const rows = await db.run<{ issue: string; user_id: string | null; row_ids: string; how_to_settle: string }>('select issue, user_id, row_ids, how_to_settle from provision_host_rows order by issue, row_ids')
  expect(rows.map((row) => [row.issue, row.user_id?.slice(-2) ?? null, row.row_ids])).toEqual([
    ['number_without_account', null, '103'],
    ['number_without_account', null, '104'],
    ['number_without_provider_id', '01', '1'],
    ['number_without_provider_id', '02', '101'],
    ['number_without_provider_id', null, '103'],
    ['number_without_provider_id', null, '104'],
    ['number_without_provider_id', '01', '2'],
    ['several_current_subscriptions', '02', '201, 202'],
    ['several_numbers', '01', '1, 2'],
    ['shared_number', '02', '101'],
    ['shared_number', '03', '102'],
    ['subscription_without_account', null, '203'],
    ['subscription_without_account', 'ff', '204'],
    ['unknown_words', null, null],
  ])
  expect(rows.every((row) => row.how_to_settle.length > 0)).toBe(true)
  await db.admin(`update provision_settings set activated_at = now(); update rollout_flags set percentage_bp = 10000`)
  await db.admin(`select private.enqueue_provision_drift(), private.dispatch_provision_runs()`)
  const decided = await db.admin<{ id: string; desired: string }>(
    `select right(u.id::text, 1) as id, d.desired from auth.users u cross join lateral private.desired_state(private.provision_facts(u.id)) d where u.id::text like '00000000-0000-0000-0000-00000000000_' order by 1`)
  expect(decided).toEqual([{ id: '1', desired: 'untouched' }, { id: '2', desired: 'untouched' }, { id: '3', desired: 'untouched' }])
  expect(await db.admin(`select 1 from phone_number_purchases`)).toEqual([])
})

test('again, with the rows settled: only the index is new, and the nudge key stays', async () => {
  const key = await db.run(`select decrypted_secret from vault.decrypted_secrets where name = 'provision_nudge_key'`)
  await db.run(`update phone_numbers set status = 'released' where e164_number = '+15125550102' or id = 101`)
  expect(await run(true, { ...target, ref: 'abcdefghijklmnopqrst' })).toContain('phone_numbers_one_live_number_per_user')
  expect(await indexes()).toEqual(['phone_numbers_one_live_number_per_user', 'phone_numbers_one_live_row_per_number'])
  expect(await db.run(`select decrypted_secret from vault.decrypted_secrets where name = 'provision_nudge_key'`)).toEqual(key)
  expect(await db.run(`select decrypted_secret as url from vault.decrypted_secrets where name = 'provision_function_url'`)).toEqual([
    { url: 'https://abcdefghijklmnopqrst.supabase.co/functions/v1/phone-number-provision' },
  ])
  expect(await run(false)).toContain('Migrations  up to date')
})

test('a host table without a column that is read stops before anything happens', async () => {
  await db.run('alter table public.profiles rename column city to town')
  await expect(run(true)).rejects.toThrow('profiles lacks city')
  await db.run('alter table public.profiles rename column town to city')
})

test('a version that both histories have under different names stops before anything happens', async () => {
  const [first] = ourMigrations()
  await db.run(`update supabase_migrations.schema_migrations set name = 'something_else' where version = '${first?.version}'`)
  await expect(run(true)).rejects.toThrow('rename ours')
  await db.run(`update supabase_migrations.schema_migrations set name = '${first?.name}' where version = '${first?.version}'`)
})

test('the target is read from the database URL, or what is wrong with it is said', () => {
  const read = (url: string | undefined, ref?: string) => readTarget({ SUPABASE_DB_URL: url }, ref)
  expect(read('postgresql://postgres:x@db.abcdefghijklmnopqrst.supabase.co:5432/postgres').ref).toBe('abcdefghijklmnopqrst')
  expect(read('postgresql://postgres.abcdefghijklmnopqrst:x@aws-0-eu.pooler.supabase.com:5432/postgres').ref).toBe('abcdefghijklmnopqrst')
  expect(read('postgresql://postgres:x@127.0.0.1:5432/postgres').ref).toBeNull()
  expect(() => read(undefined)).toThrow('SUPABASE_DB_URL is not set')
  expect(() => read('https://abc.supabase.co')).toThrow('should look like')
  expect(() => read('postgresql://postgres:x@db.abc.supabase.co:6543/postgres')).toThrow('port 6543')
  expect(() => read('postgresql://postgres:x@127.0.0.1:5432/postgres', 'Not A Ref')).toThrow('--project-ref')
})
