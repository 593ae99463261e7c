import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { session, temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

let db: TemporaryDatabase
beforeAll(async () => {
  db = await temporaryDatabase()
})
afterAll(() => db.remove())

const as = (role: string, sql: string) => db.run(`begin; set local role ${role}; ${sql}; commit`)

describe('the role postgres, as hosted', () => {
  it('is no superuser, yet makes roles and databases, passes row security and replicates', async () => {
    const [role] = await db.run('select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles where rolname = current_user')
    expect(role).toEqual({ rolsuper: false, rolcreaterole: true, rolcreatedb: true, rolbypassrls: true, rolreplication: true })
  })

  it('owns the database and the schema public, and nothing of the platform', async () => {
    const owners = await db.run(`select nspname as name, nspowner::regrole::text as owner from pg_namespace where nspname in ('public', 'auth', 'realtime')
      union all select datname, datdba::regrole::text from pg_database where datname = 'postgres' order by 1`)
    expect(owners).toEqual([
      { name: 'auth', owner: 'supabase_auth_admin' },
      { name: 'postgres', owner: 'postgres' },
      { name: 'public', owner: 'postgres' },
      { name: 'realtime', owner: 'supabase_realtime_admin' },
    ])
  })

  it('cannot become the superuser', async () => {
    await expect(db.run('set role supabase_admin')).rejects.toThrow('permission denied')
    await expect(db.run('alter role postgres superuser')).rejects.toThrow('permission denied')
    await expect(db.run(`select pg_read_file('vault.key')`)).rejects.toThrow('permission denied')
  })

  it('may write policies on realtime.messages', async () => {
    await db.run(`create policy staff on realtime.messages for select to authenticated using (realtime.topic() like 'ops:%')`)
    expect(await db.run(`select policyname from pg_policies where schemaname = 'realtime'`)).toEqual([{ policyname: 'staff' }])
  })

  it('may refer to users, read them, and put triggers on them', async () => {
    await db.run(`create table profile (user_id uuid references auth.users (id) on delete cascade);
      create function make_profile() returns trigger language plpgsql security definer set search_path = '' as $$
        begin insert into public.profile values (new.id); return new; end $$;
      create trigger on_auth_user_created after insert on auth.users for each row execute function make_profile();
      insert into auth.users (id, email) values (gen_random_uuid(), 'a@example.com')`)
    expect(await db.run('select email from auth.users join profile on user_id = id')).toEqual([{ email: 'a@example.com' }])
  })
})

describe('the API roles', () => {
  it('get nothing of a new table, sequence or view by default', async () => {
    await db.run('create table ungranted (id bigserial); create view seen as select * from ungranted')
    for (const role of ['anon', 'authenticated', 'service_role']) {
      await expect(as(role, 'select * from ungranted'), role).rejects.toMatchObject({ code: '42501' })
      await expect(as(role, 'select * from seen'), role).rejects.toMatchObject({ code: '42501' })
      await expect(as(role, `select nextval('ungranted_id_seq')`), role).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('may not create anything in public', async () => {
    for (const role of ['anon', 'authenticated', 'service_role']) {
      await expect(as(role, 'create table mine ()'), role).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('are all that the authenticator may become, and it has none of their rights by itself', async () => {
    await db.run('create table theirs (id int); grant select on theirs to service_role; grant insert on theirs to service_role')
    const authenticator = session(db.database.url.replace('//postgres:', '//authenticator:'))
    for (const role of ['anon', 'authenticated', 'service_role']) expect(await authenticator(`set role ${role}; select 1 as one`), role).toEqual([{ one: 1 }])
    for (const role of ['postgres', 'supabase_admin', 'supabase_auth_admin', 'supabase_realtime_admin', 'pg_read_all_data']) {
      await expect(authenticator(`set role ${role}`), role).rejects.toThrow('permission denied')
    }
    await expect(authenticator('insert into theirs values (1)')).rejects.toThrow('permission denied')
  })
})

describe('auth and realtime functions', () => {
  it('read the claims of the request, and are null without', async () => {
    const [claims] = await db.run(`begin; select set_config('request.jwt.claims', '{"sub":"00000000-0000-0000-0000-000000000001","role":"authenticated","email":"a@example.com"}', true);
      select auth.uid() as uid, auth.role() as role, auth.email() as email, auth.jwt() ->> 'sub' as sub`)
    expect(claims).toEqual({
      uid: '00000000-0000-0000-0000-000000000001',
      role: 'authenticated',
      email: 'a@example.com',
      sub: '00000000-0000-0000-0000-000000000001',
    })
    expect(await db.run('select auth.uid(), auth.role(), auth.email(), auth.jwt()')).toEqual([{ uid: null, role: null, email: null, jwt: null }])
  })

  it('realtime.send writes a message with an id in its payload', async () => {
    await db.run(`select realtime.send('{"a": 1}', 'changed', 'ops:console')`)
    const [message] = await db.run<{ id: string; payload: { a: number; id: string } }>(`select * from realtime.messages where topic = 'ops:console'`)
    expect(message).toMatchObject({ extension: 'broadcast', event: 'changed', private: true, payload: { a: 1, id: message?.id } })
  })

  it('realtime.send never fails its caller, even where it may not write', async () => {
    await db.run(`create table business (id int); grant insert on business to authenticated`)
    await as('authenticated', `insert into business values (1); select realtime.send('{}', 'refused', 'ops:console')`)
    expect(await db.run(`select (select count(*)::int from business) as kept, (select count(*)::int from realtime.messages where event = 'refused') as sent`)).toEqual([
      { kept: 1, sent: 0 },
    ])
  })
})
