-- Who is staff, managed by admins on a page. Every change of the table is audited where it happens, whoever makes it: a page, the
-- command over the database URL, or the deletion of an account.

create function private.audit_staff_members() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_member uuid := coalesce(new.user_id, old.user_id);
  v_before jsonb := case when tg_op <> 'INSERT' then jsonb_build_object('role', old.role, 'display_name', old.display_name) end;
  v_after jsonb := case when tg_op <> 'DELETE' then jsonb_build_object('role', new.role, 'display_name', new.display_name) end;
begin
  if v_before is not distinct from v_after then return null; end if;
  insert into public.staff_actions (staff_id, staff_name, action, reason, request, before, after)
  values (auth.uid(),
    -- Whoever takes the last of their own rights away is still named.
    coalesce((select coalesce(display_name, role) from public.staff_members where user_id = auth.uid()),
      case when v_member = auth.uid() then coalesce(old.display_name, old.role) end, 'Database owner'),
    case tg_op when 'INSERT' then 'add_staff_member' when 'DELETE' then 'remove_staff_member' else 'change_staff_member' end,
    nullif(current_setting('switchboard.reason', true), ''), jsonb_build_object('member_id', v_member), v_before, v_after);
  -- Outside the ten of a second: a removed member's open page leaves the channels by this, and "refetch" would not tell it to.
  perform realtime.send(jsonb_build_object('user_id', v_member), 'staff_changed', 'ops:console', true);
  return null;
end
$$;
create trigger audit_staff_members after insert or update or delete on public.staff_members
for each row execute function private.audit_staff_members();

-- The member as they are now, locked, when they are what the admin saw; two admins at once: the second is told.
create function private.hold_staff_member(p_user_id uuid, p_expected_role text, p_reason text) returns public.staff_members
language plpgsql set search_path = ''
as $$
declare m public.staff_members;
begin
  perform private.require_admin(p_reason);
  if p_user_id is null then
    raise exception 'user_id is missing: the id of the account, from Supabase under Authentication, Users.' using errcode = 'PT400', detail = 'user_id';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('switchboard:staff:' || p_user_id, 0));
  select * into m from public.staff_members where user_id = p_user_id for update;
  if m.role is distinct from p_expected_role then
    raise exception 'Not changed: this person is % now.', coalesce(m.role, 'not staff') using errcode = 'PT409', detail = 'expected_role';
  end if;
  perform set_config('switchboard.reason', left(trim(p_reason), 500), true);
  return m;
end
$$;
comment on function private.hold_staff_member is 'Locks a member for a change by an admin; PT403, PT400, PT409 when the role is not what the admin saw.';

create function private.set_staff_member(p_user_id uuid, p_role text, p_display_name text, p_expected_role text, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  m public.staff_members := private.hold_staff_member(p_user_id, p_expected_role, p_reason);
  v_name text := nullif(trim(p_display_name), '');
begin
  if p_role is null or p_role not in ('viewer', 'operator', 'admin') then
    raise exception 'role is not one of viewer, operator, admin.' using errcode = 'PT400', detail = 'role';
  end if;
  if length(v_name) > 80 then
    raise exception 'display_name is too long: 80 characters at most.' using errcode = 'PT400', detail = 'display_name';
  end if;
  if not exists (select 1 from auth.users where id = p_user_id) then
    raise exception 'No account has this id. The person signs up first.' using errcode = 'PT404', detail = 'user_id';
  end if;
  if m.role = p_role and (v_name is null or v_name is not distinct from m.display_name) then
    raise exception 'Nothing changed: this person is % already.', p_role using errcode = 'PT409', detail = 'role';
  end if;
  insert into public.staff_members as s (user_id, role, display_name, created_by) values (p_user_id, p_role, v_name, auth.uid())
  on conflict (user_id) do update set role = excluded.role, display_name = coalesce(excluded.display_name, s.display_name);
  return jsonb_build_object('ok', true, 'user_id', p_user_id, 'role', p_role);
end
$$;
comment on function private.set_staff_member is
  'Makes an account staff (expected role null) or changes role and name. Admins only, with a reason: PT403, PT400, PT404, PT409.';

create function private.remove_staff_member(p_user_id uuid, p_expected_role text, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare m public.staff_members := private.hold_staff_member(p_user_id, p_expected_role, p_reason);
begin
  if m.user_id is null then
    raise exception 'Nothing changed: this person is not staff.' using errcode = 'PT409', detail = 'user_id';
  end if;
  delete from public.staff_members where user_id = p_user_id;
  return jsonb_build_object('ok', true, 'user_id', p_user_id);
end
$$;
comment on function private.remove_staff_member is 'Takes somebody off the staff; the last admin stays. PT403, PT400, PT409.';

-- Accounts are customers', so an e-mail is shown only of those who are staff, and to an admin of the one account that they name.
create function private.read_staff() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read the staff.' using errcode = 'PT403'; end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('user_id', m.user_id, 'role', m.role, 'display_name', m.display_name, 'email', u.email, 'since', m.created_at,
      'added_by_id', m.created_by, 'added_by', coalesce(b.display_name, b.role), 'last_action_at', a.created_at, 'last_action', a.action)
      order by array_position(array['admin', 'operator', 'viewer'], m.role), coalesce(m.display_name, u.email))
    from public.staff_members m
    join auth.users u on u.id = m.user_id
    left join public.staff_members b on b.user_id = m.created_by
    left join lateral (
      select x.created_at, x.action from public.staff_actions x where x.staff_id = m.user_id order by x.id desc limit 1) a on true), '[]');
end
$$;
comment on function private.read_staff is 'The staff: role, name, e-mail, since when, last action. Staff only: PT403.';

create function private.find_account(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.has_staff_role('admin') then raise exception 'Only admins may look up accounts.' using errcode = 'PT403'; end if;
  return (
    select jsonb_build_object('user_id', u.id, 'email', u.email, 'created_at', u.created_at, 'role', m.role)
    from auth.users u left join public.staff_members m on m.user_id = u.id where u.id = p_user_id);
end
$$;
comment on function private.find_account is 'The one account with this id, so that an admin sees whom they are about to add; null when there is none. PT403.';

create function public.set_staff_member(p_user_id uuid, p_role text, p_display_name text, p_expected_role text default null, p_reason text default null) returns jsonb
language sql set search_path = '' as $$ select private.set_staff_member(p_user_id, p_role, p_display_name, p_expected_role, p_reason) $$;
create function public.remove_staff_member(p_user_id uuid, p_expected_role text, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.remove_staff_member(p_user_id, p_expected_role, p_reason) $$;
create function public.read_staff() returns jsonb
language sql stable set search_path = '' as $$ select private.read_staff() $$;
create function public.find_account(p_user_id uuid) returns jsonb
language sql stable set search_path = '' as $$ select private.find_account(p_user_id) $$;

revoke execute on function private.audit_staff_members(), private.hold_staff_member(uuid, text, text),
  private.set_staff_member(uuid, text, text, text, text), private.remove_staff_member(uuid, text, text), private.read_staff(), private.find_account(uuid),
  public.set_staff_member(uuid, text, text, text, text), public.remove_staff_member(uuid, text, text), public.read_staff(), public.find_account(uuid)
  from public, anon, authenticated, service_role;
grant execute on function
  private.set_staff_member(uuid, text, text, text, text), private.remove_staff_member(uuid, text, text), private.read_staff(), private.find_account(uuid),
  public.set_staff_member(uuid, text, text, text, text), public.remove_staff_member(uuid, text, text), public.read_staff(), public.find_account(uuid)
  to authenticated;
