import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testStack, type TestStack } from '../testing/stack.ts'

let test: TestStack

beforeAll(async () => {
  test = await testStack({ functions: false })
  await test.run(`
    create table public.ungranted (id integer primary key);
    create table public.notes_of_staff (id integer primary key, owner uuid not null, body jsonb);
    alter table public.notes_of_staff enable row level security;
    create policy notes_of_staff_select_own on public.notes_of_staff for select to authenticated using (owner = (select auth.uid()));
    grant select on public.notes_of_staff to authenticated;
    create function public.who_am_i() returns jsonb language sql stable set search_path = '' as
      $$ select jsonb_build_object('role', current_user, 'uid', auth.uid()) $$;
    create function public.type_of(p_value jsonb) returns text language sql immutable set search_path = '' as $$ select jsonb_typeof(p_value) $$;
    create function public.refuse(p_code text) returns void language plpgsql set search_path = '' as
      $$ begin raise exception 'Refused on purpose.' using errcode = p_code, detail = 'a detail', hint = 'a hint'; end $$;
    grant execute on function public.who_am_i(), public.type_of(jsonb), public.refuse(text) to anon, authenticated, service_role;
    notify pgrst`)
  await vi.waitFor(async () => expect((await call('who_am_i', {})).status).toBe(200), { timeout: 30_000, interval: 100 })
})
afterAll(() => test.remove())

type Answer = { status: number; body: unknown }

async function ask(path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
  const { api_url: url, publishable_key: key } = test.stack.info
  const response = await fetch(`${url}/rest/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { apikey: key, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
}

const call = (name: string, args: unknown, headers: Record<string, string> = {}) => ask(`rpc/${name}`, headers, args)

async function tokenFor(role: string): Promise<string> {
  return new SignJWT({ role, aud: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(test.stack.info.accounts.viewer.id)
    .setExpirationTime('1 hour')
    .sign(new TextEncoder().encode(test.jwtSecret))
}

describe('the Data API', () => {
  it('answers 42501 for a table without grants, whoever asks', async () => {
    const { secret_key: secret } = test.stack.info
    const staff = await tokenFor('authenticated')
    const callers: Record<string, string>[] = [{}, { authorization: `Bearer ${staff}` }, { apikey: secret }]
    for (const headers of callers) {
      expect(await ask('ungranted', headers)).toMatchObject({ status: expect.any(Number), body: { code: '42501' } })
    }
    expect(await test.run(`select count(*)::int as n from public.ungranted`)).toEqual([{ n: 0 }])
  })

  it('gives the bare key, a user and the secret key each their own role', async () => {
    const { secret_key: secret, accounts } = test.stack.info
    expect((await call('who_am_i', {})).body).toEqual({ role: 'anon', uid: null })
    expect((await call('who_am_i', {}, { authorization: `Bearer ${await tokenFor('authenticated')}` })).body).toEqual({ role: 'authenticated', uid: accounts.viewer.id })
    expect((await call('who_am_i', {}, { apikey: secret })).body).toMatchObject({ role: 'service_role' })
  })

  it('lets no token become a role that it must not name', async () => {
    for (const role of ['authenticator', 'postgres', 'supabase_admin', 'none']) {
      const answer = await call('who_am_i', {}, { authorization: `Bearer ${await tokenFor(role)}` })
      expect(answer.status, role).toBeGreaterThanOrEqual(400)
      expect(JSON.stringify(answer.body), role).not.toContain('"role":"')
    }
  })

  it('takes a token of another signer for nobody', async () => {
    const forged = await new SignJWT({ role: 'service_role' }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('not the secret of this project'))
    const answer = await call('who_am_i', {}, { authorization: `Bearer ${forged}` })
    expect(JSON.stringify(answer.body)).not.toContain('service_role')
  })

  it('shows a user only the rows that the policy shows', async () => {
    const { accounts } = test.stack.info
    await test.run(`insert into public.notes_of_staff values (1, '${accounts.viewer.id}', '{"a": [1]}'), (2, '${accounts.admin.id}', null) on conflict do nothing`)
    expect((await ask('notes_of_staff', { authorization: `Bearer ${await tokenFor('authenticated')}` })).body).toEqual([
      { id: 1, owner: accounts.viewer.id, body: { a: [1] } },
    ])
  })

  it('hands jsonb arguments over as what they are', async () => {
    for (const [value, type] of [[{ a: 1 }, 'object'], [[1, 2], 'array'], ['text', 'string']] as const) {
      expect((await call('type_of', { p_value: value })).body).toBe(type)
      expect((await call('type_of', { p_value: value }, { apikey: test.stack.info.secret_key })).body).toBe(type)
    }
  })

  it('answers a raised error with the status that it asks for, its message, detail and hint', async () => {
    for (const [code, status] of [['PT403', 403], ['PT409', 409], ['PT429', 429], ['P0001', 400], ['23514', 400], ['23505', 409]] as const) {
      expect(await call('refuse', { p_code: code }), code).toEqual({
        status,
        body: { code, message: 'Refused on purpose.', details: 'a detail', hint: 'a hint' },
      })
      // The functions' own calls take a shorter way; whoever looks at the answers cannot tell.
      expect(await call('refuse', { p_code: code }, { apikey: test.stack.info.secret_key }), code).toEqual(await call('refuse', { p_code: code }))
    }
  })

  it('makes the calls of the functions as the service role, in a transaction of their own', async () => {
    const service = { apikey: test.stack.info.secret_key }
    await test.run(`
      create table public.kept (id integer primary key);
      create function public.keep(p_id integer, p_fail boolean default false) returns void language plpgsql security definer set search_path = '' as $$
        begin insert into public.kept values (p_id); if p_fail then raise exception 'Not this one.' using errcode = 'PT409'; end if; end $$;
      grant execute on function public.keep(integer, boolean) to anon, service_role;
      create function public.nobodys() returns text language sql set search_path = '' as $$ select 'x' $$;
      revoke execute on function public.nobodys() from public, anon, authenticated, service_role;
      notify pgrst`)
    await vi.waitFor(async () => expect((await call('keep', { p_id: 1 }, service)).status).toBe(204), { timeout: 30_000, interval: 100 })
    expect((await call('keep', { p_id: 2, p_fail: true }, service)).status).toBe(409)
    expect((await call('keep', { p_id: 1 }, service)).body).toMatchObject({ code: '23505' })
    expect(await test.run(`select id from public.kept`)).toEqual([{ id: 1 }])
    expect(await call('nobodys', {}, service)).toMatchObject({ status: 403, body: { code: '42501' } })
    expect((await call('keep', { p_id: 3, p_unknown: 1 }, service)).status).toBe(404)
  })

  it('answers a browser’s preflight, also for functions with required arguments', async () => {
    const response = await fetch(`${test.stack.info.api_url}/rest/v1/rpc/type_of`, {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:3000', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,apikey' },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization')
    expect(response.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:3000')
  })

  it('comes back by itself after the database was away', async () => {
    await test.stack.database.restart()
    await expect.poll(async () => (await call('who_am_i', {})).status, { timeout: 30_000 }).toBe(200)
    await expect.poll(async () => (await call('who_am_i', {}, { apikey: test.stack.info.secret_key })).status, { timeout: 30_000 }).toBe(200)
  })
})
