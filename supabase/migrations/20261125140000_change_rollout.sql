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

-- Paying customers as the rollout sees them. Membership ignores kill switch and guard: those pass.
create view private.entitled_customers as
  select c.user_id, c.rollout_bucket, c.e164_number, c.status, c.reason_code, o.verdict,
    -- Who would buy, once in: not who has a number, and not whom we leave alone whatever the percentage.
    c.e164_number is null and c.reason_code not like 'hold\_%'
      and c.reason_code not in ('legacy_number', 'integrity_issue', 'other_provider', 'conflicting_subscriptions') as would_buy
  from public.provision_customers c
  left join public.rollout_overrides o on o.flag = 'phone_provisioning' and o.user_id = c.user_id
  where lower(c.tier) <> 'free' and lower(c.subscription_status) in ('active', 'trialing', 'past_due');
comment on view private.entitled_customers is 'Who may have a number, out of the read model, with bucket and override, and whether they would buy one.';
create index provision_customers_entrants_idx on public.provision_customers (rollout_bucket)
  where e164_number is null and lower(tier) <> 'free' and lower(subscription_status) in ('active', 'trialing', 'past_due');

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

-- The read model of those whom a change moves in or out follows with the sweep.
create function private.queue_rollout_refresh(p_from integer, p_to integer) returns void
language sql security definer set search_path = ''
as $$
  insert into private.customer_refresh_queue (user_id)
  select c.user_id from private.entitled_customers c where c.e164_number is null and c.rollout_bucket >= p_from and c.rollout_bucket < p_to
  on conflict do nothing
$$;

create function private.apply_rollout_percentage(p_percentage_bp integer, p_reason text, p_version integer, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  f public.rollout_flags;
  g public.rollout_guards;
  v_answer jsonb;
begin
  if p_percentage_bp is null or p_percentage_bp not between 0 and 10000 then
    raise exception 'percentage_bp must be a whole number from 0 (nobody) to 10000 (everybody).' using errcode = 'PT400', detail = 'percentage_bp';
  end if;
  select * into f from public.rollout_flags where key = 'phone_provisioning' for update;
  if f.version is distinct from p_version then
    raise exception 'Not saved. %', private.describe_last_change() using errcode = 'PT409', detail = 'version';
  end if;
  if f.percentage_bp = p_percentage_bp then
    raise exception 'Nothing to save: the rollout is at % already.', private.format_share(p_percentage_bp) using errcode = 'PT409', detail = 'percentage_bp';
  end if;
  select * into g from public.rollout_guards where flag = f.key for update;
  if g.state = 'holding' and p_percentage_bp > f.percentage_bp then
    raise exception 'The guard is holding: % Resume it before raising. Lowering is possible at any time.', g.reason using errcode = 'PT409', detail = 'guard';
  end if;
  update public.rollout_flags set percentage_bp = p_percentage_bp where key = f.key;
  v_answer := private.write_rollout_change('percentage', 'set_rollout_percentage', jsonb_build_object('percentage_bp', f.percentage_bp),
    jsonb_build_object('percentage_bp', p_percentage_bp), p_reason, null, p_reverts);
  perform private.queue_rollout_refresh(least(f.percentage_bp, p_percentage_bp), greatest(f.percentage_bp, p_percentage_bp));
  if p_percentage_bp > f.percentage_bp then perform private.enqueue_rollout_entrants(); else perform private.enqueue_left_behind(); end if;
  return v_answer;
end
$$;
comment on function private.apply_rollout_percentage is
  'Sets the percentage in basis points. Lowering stops new work only; raising lets people in at the pace of the flag. PT400, PT403, PT409.';

-- `p_changes` maps users to allow, deny or null (off both lists).
create function private.apply_rollout_overrides(p_changes jsonb, p_reason text, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  v_unknown uuid;
  v_old jsonb;
  v_new jsonb;
  v_answer jsonb;
begin
  perform 1 from public.rollout_flags where key = 'phone_provisioning' for update;
  if (select count(*) from jsonb_object_keys(p_changes)) not between 1 and 500 then
    raise exception 'user_ids must name 1 to 500 customers.' using errcode = 'PT400', detail = 'user_ids';
  end if;
  -- Whoever leaves a list may be gone by now; whoever enters one must exist.
  select c.key::uuid into v_unknown from jsonb_each_text(p_changes) c
  where c.value is not null and not exists (select 1 from auth.users u where u.id = c.key::uuid) limit 1;
  if v_unknown is not null then
    raise exception 'There is no customer with the id %.', v_unknown using errcode = 'PT404', detail = 'user_ids';
  end if;
  select jsonb_object_agg(c.key, o.verdict), jsonb_object_agg(c.key, c.value) into v_old, v_new
  from jsonb_each_text(p_changes) c
  left join public.rollout_overrides o on o.flag = 'phone_provisioning' and o.user_id = c.key::uuid
  where o.verdict is distinct from c.value;
  if v_new is null then
    raise exception 'Nothing to save: the lists say that already.' using errcode = 'PT409', detail = 'user_ids';
  end if;
  delete from public.rollout_overrides o using jsonb_each_text(v_new) c where o.flag = 'phone_provisioning' and o.user_id = c.key::uuid;
  insert into public.rollout_overrides (flag, user_id, verdict, reason, created_by)
  select 'phone_provisioning', c.key::uuid, c.value, left(trim(p_reason), 500), v_staff from jsonb_each_text(v_new) c where c.value is not null;
  v_answer := private.write_rollout_change('overrides', 'set_rollout_overrides', v_old, v_new, p_reason, null, p_reverts);
  perform private.refresh_or_queue_customers(array(select key::uuid from jsonb_object_keys(v_new) as key));
  perform private.enqueue_rollout_entrants();
  perform private.enqueue_left_behind();
  return v_answer;
end
$$;
comment on function private.apply_rollout_overrides is 'Puts users on the allow or deny list, or takes them off. PT400, PT403, PT404, PT409.';

create function private.stopped_now() returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select case when k.dispatch_paused_at is not null then 'everything' when f.kill_switch then 'new' else 'nothing' end
    from public.rollout_flags f, public.provision_settings k where f.key = 'phone_provisioning');
end
$$;
comment on function private.stopped_now is 'nothing; new: nobody enters (kill switch); everything: dispatch stands still as well.';

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

-- The kill switch. A stop never waits for a version: whoever stops, stops.
create function private.apply_stop(p_stopped text, p_reason text, p_name text default null, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_before text;
  v_killed boolean;
  v_answer jsonb;
begin
  if p_stopped is null or p_stopped not in ('nothing', 'new', 'everything') then
    raise exception 'scope is not one of new, everything.' using errcode = 'PT400', detail = 'scope';
  end if;
  select kill_switch into v_killed from public.rollout_flags where key = 'phone_provisioning' for update;
  v_before := private.stopped_now();
  -- Dispatch may stand still by itself (pause_dispatch): then everything is stopped only once the old system hears it too.
  if v_before = p_stopped and v_killed = (p_stopped <> 'nothing') then
    raise exception 'Nothing changed: %. %', case p_stopped when 'nothing' then 'provisioning runs already'
      when 'new' then 'new customers are stopped already' else 'everything is stopped already' end, private.describe_last_change()
      using errcode = 'PT409', detail = 'scope';
  end if;
  update public.rollout_flags set kill_switch = (p_stopped <> 'nothing') where key = 'phone_provisioning';
  update public.provision_settings set
    dispatch_resumed_at = case when v_before = 'everything' and p_stopped <> 'everything' then clock_timestamp() else dispatch_resumed_at end,
    dispatch_paused_at = case when p_stopped = 'everything' then coalesce(dispatch_paused_at, clock_timestamp()) end,
    dispatch_pause_reason = case when p_stopped = 'everything' then left(trim(p_reason), 500) end, updated_at = clock_timestamp();
  if v_before = 'everything' and p_stopped <> 'everything' then
    update public.phone_provision_logs set next_attempt_at = clock_timestamp(), waiting_for = null
    where status in ('pending', 'retry_scheduled') and waiting_for = 'dispatch_paused';
  end if;
  v_answer := private.write_rollout_change('stop', case p_stopped when 'nothing' then 'start_provisioning' else 'stop_provisioning' end,
    jsonb_build_object('stopped', v_before, 'kill_switch', v_killed), jsonb_build_object('stopped', p_stopped, 'kill_switch', p_stopped <> 'nothing'),
    p_reason, p_name, p_reverts);
  perform private.queue_rollout_refresh(0, 10000);
  if p_stopped <> 'nothing' then perform private.enqueue_left_behind(); end if;
  perform private.nudge_due_runs(private.free_run_slots());
  return v_answer || jsonb_build_object('stopped', p_stopped);
end
$$;
comment on function private.apply_stop is 'Kill switch and dispatch in one step; nothing is taken away, those at work finish, what waits drains slowly when started again.';

create function private.stop_provisioning(p_scope text, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin(p_reason);
  if p_scope = 'nothing' then
    raise exception 'scope is not one of new, everything.' using errcode = 'PT400', detail = 'scope';
  end if;
  perform 1 from public.rollout_flags where key = 'phone_provisioning' for update;
  -- A stop never loosens: who meant the smaller one has not seen the larger.
  if p_scope = 'new' and private.stopped_now() = 'everything' then
    -- Dispatch alone stands still: the kill switch joins it.
    if not (select kill_switch from public.rollout_flags where key = 'phone_provisioning') then return private.apply_stop('everything', p_reason); end if;
    raise exception 'Nothing changed: everything is stopped already, new customers with it. %', private.describe_last_change()
      using errcode = 'PT409', detail = 'scope';
  end if;
  return private.apply_stop(p_scope, p_reason);
end
$$;

create function private.start_provisioning(p_reason text, p_version integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin(p_reason);
  perform private.require_rollout_version(p_version);
  return private.apply_stop('nothing', p_reason);
end
$$;

create function private.revert_rollout_change(p_change_id bigint, p_reason text, p_version integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.rollout_changes;
  v_stops text[] := array['nothing', 'new', 'everything'];
begin
  perform private.require_admin(p_reason);
  select * into c from public.rollout_changes where id = p_change_id;
  if c.id is null then
    raise exception 'There is no change %.', p_change_id using errcode = 'PT404', detail = 'change_id';
  end if;
  if c.kind = 'percentage' then
    return private.apply_rollout_percentage((c.old_value ->> 'percentage_bp')::integer, p_reason, p_version, c.id);
  end if;
  perform 1 from public.rollout_flags where key = 'phone_provisioning' for update;
  -- Only what stops more than now goes whatever is on the screen.
  if c.kind = 'overrides' or (c.kind = 'stop'
    and array_position(v_stops, c.old_value ->> 'stopped') < array_position(v_stops, private.stopped_now())) then
    perform private.require_rollout_version(p_version);
  end if;
  if c.kind = 'overrides' then return private.apply_rollout_overrides(c.old_value, p_reason, c.id); end if;
  if c.kind = 'limits' then return private.apply_rollout_limits(c.old_value, p_reason, p_version, c.id); end if;
  if c.kind = 'stop' then return private.apply_stop(c.old_value ->> 'stopped', p_reason, null, c.id); end if;
  raise exception 'What the guard did is not reverted: resume the rollout instead.' using errcode = 'PT409', detail = 'change_id';
end
$$;
comment on function private.revert_rollout_change is 'Sets what this change replaced, as a change of its own, by the same rules. PT409 when the version is not the one of now and more would happen than now.';

create function public.set_rollout_percentage(p_percentage_bp integer, p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.apply_rollout_percentage(p_percentage_bp, p_reason, p_version) $$;
comment on function public.set_rollout_percentage is 'Admin: the percentage in basis points. p_version is the version that was on the screen; PT409 says who was first.';
create function public.set_rollout_overrides(p_user_ids uuid[], p_verdict text, p_reason text) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  if p_verdict is null or p_verdict not in ('allow', 'deny', 'none') then
    raise exception 'verdict is not one of allow, deny, none.' using errcode = 'PT400', detail = 'verdict';
  end if;
  return private.apply_rollout_overrides(coalesce((select jsonb_object_agg(x, nullif(p_verdict, 'none')) from unnest(p_user_ids) x), '{}'), p_reason);
end
$$;
comment on function public.set_rollout_overrides is 'Admin: puts customers on the allow or deny list; none takes them off.';
create function public.stop_provisioning(p_scope text, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.stop_provisioning(p_scope, p_reason) $$;
comment on function public.stop_provisioning is 'Admin: new stops those who would enter; everything stops the claiming of runs as well.';
create function public.start_provisioning(p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.start_provisioning(p_reason, p_version) $$;
comment on function public.start_provisioning is 'Admin: ends the stop; what waited drains at a limited rate. p_version is the version that was on the screen; PT409 says who was first.';
create function public.revert_rollout_change(p_change_id bigint, p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.revert_rollout_change(p_change_id, p_reason, p_version) $$;
comment on function public.revert_rollout_change is 'Admin: sets again what this change replaced.';

revoke all on private.entitled_customers from public;
revoke execute on function private.staff_name(), private.format_share(integer), private.describe_last_change(),
  private.write_rollout_change(text, text, jsonb, jsonb, text, text, bigint), private.queue_rollout_refresh(integer, integer),
  private.apply_rollout_percentage(integer, text, integer, bigint), private.apply_rollout_overrides(jsonb, text, bigint),
  private.require_rollout_version(integer), private.stopped_now(), private.apply_stop(text, text, text, bigint), private.stop_provisioning(text, text),
  private.start_provisioning(text, integer), private.revert_rollout_change(bigint, text, integer),
  public.set_rollout_percentage(integer, text, integer), public.set_rollout_overrides(uuid[], text, text),
  public.stop_provisioning(text, text), public.start_provisioning(text, integer), public.revert_rollout_change(bigint, text, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.apply_rollout_percentage(integer, text, integer, bigint), private.apply_rollout_overrides(jsonb, text, bigint),
  private.stop_provisioning(text, text), private.start_provisioning(text, integer), private.revert_rollout_change(bigint, text, integer),
  public.set_rollout_percentage(integer, text, integer), public.set_rollout_overrides(uuid[], text, text),
  public.stop_provisioning(text, text), public.start_provisioning(text, integer), public.revert_rollout_change(bigint, text, integer)
  to authenticated;
