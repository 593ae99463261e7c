-- The kill switch. A stop never waits for a version: whoever stops, stops.

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

create function public.stop_provisioning(p_scope text, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.stop_provisioning(p_scope, p_reason) $$;
comment on function public.stop_provisioning is 'Admin: new stops those who would enter; everything stops the claiming of runs as well.';
create function public.start_provisioning(p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.start_provisioning(p_reason, p_version) $$;
comment on function public.start_provisioning is 'Admin: ends the stop; what waited drains at a limited rate. p_version is the version that was on the screen; PT409 says who was first.';

revoke execute on function private.stopped_now(), private.apply_stop(text, text, text, bigint), private.stop_provisioning(text, text),
  private.start_provisioning(text, integer), public.stop_provisioning(text, text), public.start_provisioning(text, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.stop_provisioning(text, text), private.start_provisioning(text, integer), public.stop_provisioning(text, text),
  public.start_provisioning(text, integer) to authenticated;
