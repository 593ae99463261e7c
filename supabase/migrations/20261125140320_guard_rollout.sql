-- The guard: while a rollout is under way it stops raising and entering when the evidence says so. It holds, it never resets;
-- only a person resumes. Its history is rollout_changes of kind guard, which alerts read.

create function private.guard_acts() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  -- Under way: between nobody and everybody, and for three days after everybody.
  return (
    select k.activated_at is not null and (f.percentage_bp between 1 and 9999 or (f.percentage_bp = 10000 and exists (
      select 1 from public.rollout_changes c
      where c.flag = f.key and c.kind = 'percentage' and c.created_at > clock_timestamp() - interval '3 days')))
    from public.rollout_flags f, public.provision_settings k where f.key = 'phone_provisioning');
end
$$;
comment on function private.guard_acts is 'True while a rollout is under way; the conditions are measured in any case.';

create function private.guard_cause(p_condition jsonb) returns text
language sql immutable set search_path = ''
as $$
  select case p_condition ->> 'key'
    when 'failed_customers' then 'failures passed ' || trim(trailing '.' from to_char((p_condition ->> 'limit')::numeric * 100, 'FM990.##')) || '%'
    when 'twilio' then 'Twilio errors passed ' || trim(trailing '.' from to_char((p_condition ->> 'limit')::numeric * 100, 'FM990.##')) || '%'
    when 'vapi' then 'VAPI failures passed ' || trim(trailing '.' from to_char((p_condition ->> 'limit')::numeric * 100, 'FM990.##')) || '%'
    when 'halts' then 'an error came that stops everybody'
    when 'orphans' then 'bought numbers belong to nobody'
    else 'spending passed $' || to_char((p_condition ->> 'limit')::numeric / 100, 'FM999,999,990') || ' an hour' end
$$;
comment on function private.guard_cause is 'What a breached condition says, without its ground: for the sentence and for the history.';

create function private.guard_evidence(p_condition jsonb) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_condition ? 'hits' then (p_condition ->> 'hits') || ' of ' || (p_condition ->> 'total') || ', at least '
      || to_char((p_condition ->> 'least')::numeric * 100, 'FM990.0') || '%'
    when p_condition ->> 'key' = 'spend' then '$' || to_char((p_condition ->> 'value')::numeric / 100, 'FM999,999,990.00') || ' within an hour, '
      || (p_condition ->> 'total') || ' numbers'
    else p_condition ->> 'value' end
$$;

create function private.evaluate_rollout_guard(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  g public.rollout_guards;
  v_bp integer;
  v_conditions jsonb;
  v_breach jsonb;
  v_state text;
  v_reason text;
begin
  select percentage_bp into v_bp from public.rollout_flags where key = 'phone_provisioning' for update;
  select * into g from public.rollout_guards where flag = 'phone_provisioning' for update;
  v_conditions := private.measure_rollout_guard(g, p_now);
  select x into v_breach from jsonb_array_elements(v_conditions) x where x ->> 'verdict' = 'breached' limit 1;
  v_state := case
    when g.state = 'holding' or (v_breach is not null and private.guard_acts()) then 'holding'
    when v_conditions -> 0 ->> 'verdict' = 'not_enough_data' then 'not_enough_data'
    else 'healthy' end;
  v_reason := case when g.state = 'holding' then g.reason when v_state = 'holding' then 'New customers stopped entering because ' || private.guard_cause(v_breach) || '.' end;
  update public.rollout_guards set state = v_state, reason = v_reason, conditions = v_conditions, checked_at = p_now,
    since = case when state = v_state then since else p_now end
  where flag = g.flag;
  if v_state = 'holding' and g.state <> 'holding' then
    perform private.write_rollout_change('guard', null, jsonb_build_object('state', g.state),
      jsonb_build_object('state', 'holding', 'percentage_bp', v_bp, 'reason', v_reason, 'condition', v_breach),
      upper(left(private.guard_cause(v_breach), 1)) || substr(private.guard_cause(v_breach), 2) || ': ' || private.guard_evidence(v_breach) || '.', 'Guard');
    perform private.queue_rollout_refresh(0, v_bp);
  end if;
  return jsonb_build_object('state', v_state, 'reason', v_reason, 'conditions', v_conditions);
end
$$;
comment on function private.evaluate_rollout_guard is 'Measures and, while a rollout is under way, holds. Holding lasts until an admin resumes. Every 30 s by pg_cron.';

select cron.schedule('evaluate_rollout_guard', '30 seconds', 'select private.evaluate_rollout_guard()');

revoke execute on function private.guard_acts(), private.guard_cause(jsonb), private.guard_evidence(jsonb),
  private.evaluate_rollout_guard(timestamptz) from public, anon, authenticated, service_role;
