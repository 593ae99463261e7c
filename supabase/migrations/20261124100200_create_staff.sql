-- Staff share auth.users with customers, so a person is staff by user id, never by e-mail.

-- The writes of the product must not queue up behind us where a table of its own is held: give up after two seconds, `npm run deploy` tries again.
set lock_timeout = '2s';

create table public.staff_members (
  user_id uuid primary key references auth.users (id) on delete cascade,
  role text not null,
  display_name text,
  created_at timestamptz not null default now(),
  created_by uuid references auth.users (id) on delete set null,
  constraint role_is_known check (role in ('viewer', 'operator', 'admin'))
);
create index staff_members_created_by_idx on public.staff_members (created_by);

-- The audit trail. It outlives the people in it: plain uuids, no foreign keys.
create table public.staff_actions (
  id bigint generated always as identity primary key,
  staff_id uuid,
  staff_name text,
  action text not null,
  subject_id uuid,
  run_id bigint,
  reason text,
  idempotency_key text,
  request jsonb not null default '{}',
  before jsonb,
  after jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_key_is_unique_per_requester unique (staff_id, idempotency_key)
);
create index staff_actions_subject_idx on public.staff_actions (subject_id, created_at desc);
create index staff_actions_created_idx on public.staff_actions (created_at desc, id desc);

-- Definer, because the policies below that call it would otherwise ask themselves.
create function private.current_staff_role() returns text
language sql stable security definer set search_path = ''
as $$ select role from public.staff_members where user_id = (select auth.uid()) $$;
comment on function private.current_staff_role is 'viewer, operator, admin, or null for somebody who is not staff.';

create function public.current_staff_role() returns text
language sql stable set search_path = ''
as $$ select private.current_staff_role() $$;
comment on function public.current_staff_role is 'The role of the caller: viewer, operator, admin; null for everybody else.';

-- Ranks make "operator or above" one comparison.
create function private.has_staff_role(p_least text) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce(
    array_position(array['viewer', 'operator', 'admin'], private.current_staff_role())
      >= array_position(array['viewer', 'operator', 'admin'], p_least),
    false)
$$;
comment on function private.has_staff_role is 'True when the caller is staff with at least this role.';

create function private.require_reason(p_reason text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(p_reason, '') !~ '[^[:space:]]' then
    raise exception 'reason is missing: say why, it is kept in the audit trail.' using errcode = 'PT400', detail = 'reason';
  end if;
end
$$;
comment on function private.require_reason is 'PT400 for a reason that holds nothing but white space.';

create function private.keep_last_admin() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if old.role <> 'admin' or (tg_op = 'UPDATE' and new.role = 'admin') then
    return coalesce(new, old);
  end if;
  -- Two admins who demote each other at once must not both succeed.
  perform pg_advisory_xact_lock(hashtextextended('switchboard:last_admin', 0));
  if not exists (select 1 from public.staff_members where role = 'admin' and user_id <> old.user_id) then
    raise exception 'The last admin stays: make somebody else an admin first.' using errcode = 'PT409';
  end if;
  return coalesce(new, old);
end
$$;
create trigger keep_last_admin before update of role or delete on public.staff_members
for each row execute function private.keep_last_admin();

alter table public.staff_members enable row level security;
alter table public.staff_actions enable row level security;
create policy staff_members_select_staff on public.staff_members for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy staff_actions_select_staff on public.staff_actions for select to authenticated
using ((select private.current_staff_role()) is not null);

revoke all on public.staff_members, public.staff_actions from public, anon, authenticated, service_role;
grant select on public.staff_members, public.staff_actions to authenticated, service_role;

revoke execute on function private.current_staff_role(), private.has_staff_role(text), private.require_reason(text), private.keep_last_admin(), public.current_staff_role()
  from public, anon, authenticated, service_role;
grant execute on function private.current_staff_role(), private.has_staff_role(text), public.current_staff_role() to authenticated;

reset lock_timeout;
