-- Changing who goes through Switchboard. Admins only, with a reason; row, history and audit are one transaction, and every
-- open console hears of it.

create table public.rollout_changes (
  id bigint generated always as identity primary key,
  flag text not null references public.rollout_flags (key) on delete cascade,
  kind text not null,
  old_value jsonb not null,
  new_value jsonb not null,
  reason text not null,
  changed_by uuid,
  changed_name text not null,
  reverts bigint,
  created_at timestamptz not null default clock_timestamp(),
  -- percentage {percentage_bp}; stop {stopped: nothing, new or everything, kill_switch}; overrides {user: allow, deny or null}; guard {state, …};
  -- limits {limit: value}
  constraint kind_is_known check (kind in ('percentage', 'stop', 'overrides', 'guard', 'limits')),
  constraint change_says_why check (trim(reason) <> '')
);
create index rollout_changes_newest_idx on public.rollout_changes (flag, id desc);
alter table public.rollout_changes enable row level security;
create policy rollout_changes_select_staff on public.rollout_changes for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.rollout_changes from public, anon, authenticated, service_role;
grant select on public.rollout_changes to authenticated, service_role;

create function private.staff_name() returns text
language sql stable security definer set search_path = ''
as $$ select coalesce(display_name, role) from public.staff_members where user_id = (select auth.uid()) $$;

create function private.format_share(p_bp integer) returns text
language sql immutable set search_path = ''
as $$ select to_char(p_bp / 100.0, 'FM990.00') || '%' $$;

-- "Ben changed 10.00% to 25.00% 12 s before you."
create function private.describe_last_change() returns text
language sql stable set search_path = ''
as $$
  select c.changed_name || case c.kind
      when 'percentage' then ' changed ' || private.format_share((c.old_value ->> 'percentage_bp')::integer) || ' to '
        || private.format_share((c.new_value ->> 'percentage_bp')::integer)
      when 'overrides' then ' changed the allow and deny lists'
      when 'limits' then ' changed the guard''s limits'
      when 'stop' then case c.new_value ->> 'stopped' when 'nothing' then ' started provisioning again' else ' stopped provisioning' end
      else case c.new_value ->> 'state' when 'holding' then ' stopped new customers from entering' else ' resumed the rollout' end end
    || ' ' || greatest(0, extract(epoch from clock_timestamp() - c.created_at)::integer) || ' s before you.'
  from public.rollout_changes c where c.flag = 'phone_provisioning' order by c.id desc limit 1
$$;

create function private.write_rollout_change(
  p_kind text, p_action text, p_old jsonb, p_new jsonb, p_reason text, p_name text default null, p_reverts bigint default null) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_name text := coalesce(p_name, private.staff_name());
  v_id bigint;
  v_version integer;
begin
  update public.rollout_flags set version = version + 1, updated_at = clock_timestamp(), updated_by = auth.uid()
  where key = 'phone_provisioning' returning version into v_version;
  insert into public.rollout_changes (flag, kind, old_value, new_value, reason, changed_by, changed_name, reverts)
  values ('phone_provisioning', p_kind, p_old, p_new, left(trim(p_reason), 500), auth.uid(), v_name, p_reverts) returning id into v_id;
  -- What the guard does by itself is history, not the act of a staff member.
  if p_action is not null then
    insert into public.staff_actions (staff_id, staff_name, action, reason, before, after)
    values (auth.uid(), v_name, p_action, left(trim(p_reason), 500), p_old, p_new || jsonb_build_object('change_id', v_id));
  end if;
  perform private.broadcast_to_console('rollout_changed', jsonb_build_object('id', v_id, 'kind', p_kind, 'version', v_version));
  return jsonb_build_object('ok', true, 'change_id', v_id, 'version', v_version);
end
$$;
comment on function private.write_rollout_change is 'History, audit, new version and signal of one change.';

-- What lets more happen than before is decided by somebody who has seen how things stand; it holds the flag until the transaction ends.
create function private.require_rollout_version(p_version integer) returns void
language plpgsql set search_path = ''
as $$
begin
  perform 1 from public.rollout_flags where key = 'phone_provisioning' for update;
  if (select version from public.rollout_flags where key = 'phone_provisioning') is distinct from p_version then
    raise exception 'Not saved. %', private.describe_last_change() using errcode = 'PT409', detail = 'version';
  end if;
end
$$;
comment on function private.require_rollout_version is 'PT409, with who was first, unless this is the version of now.';

revoke execute on function private.staff_name(), private.format_share(integer), private.describe_last_change(),
  private.write_rollout_change(text, text, jsonb, jsonb, text, text, bigint), private.require_rollout_version(integer)
  from public, anon, authenticated, service_role;
