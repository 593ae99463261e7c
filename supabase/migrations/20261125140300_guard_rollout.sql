-- The guard: while a rollout is under way it stops raising and entering when the evidence says so. It holds, it never resets;
-- only a person resumes. Its history is rollout_changes of kind guard, which alerts read.

create index phone_provision_steps_provider_idx on public.phone_provision_steps (provider, started_at) where provider in ('twilio', 'vapi');
create index phone_number_purchases_purchased_idx on public.phone_number_purchases (purchased_at) where purchased_at is not null;

-- 95% confident that the true share is at least this. A single failure of one is 20.7%, hence the floor of samples beside it.
create function private.wilson_lower_bound(p_hits bigint, p_total bigint) returns numeric
language plpgsql immutable set search_path = ''
as $$
declare
  z constant numeric := 1.959964;
  v_share numeric;
begin
  if p_total = 0 then return 0; end if;
  v_share := p_hits::numeric / p_total;
  return greatest(0, round((v_share + z * z / (2 * p_total) - z * sqrt(v_share * (1 - v_share) / p_total + z * z / (4 * p_total::numeric * p_total)))
    / (1 + z * z / p_total), 4));
end
$$;
comment on function private.wilson_lower_bound is 'Lower bound of the 95% Wilson interval of a share.';

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

-- A share against its limit: breached when even the lower bound passes it, silent below the floor of samples.
create function private.share_condition(p_key text, p_hits bigint, p_total bigint, p_limit numeric, p_minutes integer, p_min_samples integer) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('key', p_key, 'hits', p_hits, 'total', p_total, 'value', round(p_hits::numeric / nullif(p_total, 0), 4),
    'least', private.wilson_lower_bound(p_hits, p_total), 'limit', p_limit, 'minutes', p_minutes, 'needs', p_min_samples,
    'verdict', case when p_total < p_min_samples then 'not_enough_data'
      when private.wilson_lower_bound(p_hits, p_total) > p_limit then 'breached' else 'ok' end)
$$;

create function private.count_condition(p_key text, p_value numeric, p_limit numeric, p_minutes integer, p_total bigint) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('key', p_key, 'value', p_value, 'total', p_total, 'limit', p_limit, 'minutes', p_minutes,
    'verdict', case when p_value > p_limit then 'breached' else 'ok' end)
$$;

-- Said once, for the guard, the alert, the list of numbers and the comparison with the providers.
create function private.is_orphaned(p public.phone_number_purchases, p_user_exists boolean, p_now timestamptz) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select (p.state = 'purchased' and p.purchased_at < p_now - interval '10 minutes')
      or (p.state = 'releasing' and p.releasing_at < p_now - interval '1 hour')
      or (p.state = 'recorded' and not p_user_exists and coalesce(p.release_requested_at, p.updated_at) < p_now - interval '10 minutes')
  );
end
$$;
comment on function private.is_orphaned is 'A number that we pay for and that nobody has: bought but not recorded, not given back, or of an account that is gone.';

create function private.reconciled_orphans(p_now timestamptz) returns bigint
language sql stable set search_path = '' as $$ select 0::bigint $$;
comment on function private.reconciled_orphans is 'Orphans that only a comparison with Twilio shows. Replaced once there are comparisons.';

create function private.orphaned_numbers(p_now timestamptz) returns bigint
language sql stable set search_path = ''
as $$
  -- Who may be one is few: not recorded, or without an account. The others are not asked one by one, every ten seconds.
  with gone as materialized (
    select p as row from public.phone_number_purchases p
    where p.state = 'recorded' and not exists (select 1 from auth.users u where u.id = p.user_id))
  select (select count(*) from public.phone_number_purchases p where p.state in ('purchased', 'releasing') and private.is_orphaned(p, true, p_now))
    + (select count(*) from gone where private.is_orphaned(gone.row, false, p_now))
    + private.reconciled_orphans(p_now)
$$;
comment on function private.orphaned_numbers is 'How many numbers we pay for and nobody has, by the ledger and by the last comparison with Twilio.';

revoke execute on function private.is_orphaned(public.phone_number_purchases, boolean, timestamptz), private.reconciled_orphans(timestamptz),
  private.orphaned_numbers(timestamptz) from public, anon, authenticated, service_role;

-- Evidence from before a person resumed says nothing about now.
create function private.measure_rollout_guard(g public.rollout_guards, p_now timestamptz) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_since timestamptz := greatest(p_now - g.window_minutes * interval '1 minute', coalesce(g.resumed_at, '-infinity'));
  v_provider_since timestamptz := greatest(p_now - g.provider_window_minutes * interval '1 minute', coalesce(g.resumed_at, '-infinity'));
  v_price integer := (select number_monthly_cents from public.provision_settings);
  v record;
begin
  select
    entry.failed, entry.ended,
    (select count(*) from public.provision_halts h where h.halted_at > v_since) as halts,
    private.orphaned_numbers(p_now) as orphans,
    (select count(*) from public.phone_number_purchases p
      where p.purchased_at > greatest(p_now - interval '1 hour', coalesce(g.resumed_at, '-infinity')) and p.purchased_at <= p_now and not p.adopted) as bought
  into v from (
    select count(*) filter (where x.status = 'failed') as failed, count(*) as ended from private.entry_outcomes(v_since, p_now) x) entry;
  return jsonb_build_array(
    private.share_condition('failed_customers', v.failed, v.ended, g.failure_limit, g.window_minutes, g.min_samples),
    private.provider_condition('twilio', v_provider_since, p_now, g.twilio_limit, g),
    private.provider_condition('vapi', v_provider_since, p_now, g.vapi_limit, g),
    private.count_condition('halts', v.halts, 0, g.window_minutes, null),
    private.count_condition('orphans', v.orphans, g.orphan_limit, null, null),
    private.count_condition('spend', v.bought * v_price, g.spend_limit_cents, 60, v.bought));
end
$$;
comment on function private.measure_rollout_guard is 'The guard''s conditions with their counts: failed customers, Twilio, VAPI, halts, orphaned numbers, spend.';

-- A number sold to somebody else is how the market works, not a failing provider. Of Twilio the search and the purchase count alone: looks at
-- numbers that are there would thin out the failures of those who enter. VAPI links the new and the old alike.
create function private.provider_condition(p_provider text, p_since timestamptz, p_now timestamptz, p_limit numeric, g public.rollout_guards) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select private.share_condition(p_provider, count(*) filter (where s.outcome in ('failed', 'unknown') and coalesce(s.error_code, '') not in ('21422', '21421')),
      count(*), p_limit, g.provider_window_minutes, g.min_samples)
    from public.phone_provision_steps s
    where s.provider = p_provider and s.started_at > p_since and s.started_at <= p_now and s.outcome <> 'skipped'
      and (p_provider <> 'twilio' or s.step in ('search_numbers', 'buy_number')));
end
$$;

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

create function private.resume_rollout_guard(p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  g public.rollout_guards;
  v_was text;
  v_bp integer;
  v_answer jsonb;
begin
  select percentage_bp into v_bp from public.rollout_flags where key = 'phone_provisioning' for update;
  select * into g from public.rollout_guards where flag = 'phone_provisioning' for update;
  if g.state <> 'holding' then
    raise exception 'Nothing to resume: the guard does not hold. %', private.describe_last_change() using errcode = 'PT409';
  end if;
  v_was := g.reason;
  update public.rollout_guards set state = 'not_enough_data', reason = null, since = clock_timestamp(), resumed_at = clock_timestamp(),
    resumed_by = v_staff
  where flag = g.flag returning * into g;
  update public.rollout_guards set conditions = private.measure_rollout_guard(g, clock_timestamp()) where flag = g.flag;
  -- Those who waited are due at once; the drain rate lets them through bit by bit.
  update public.phone_provision_logs set next_attempt_at = clock_timestamp(), waiting_for = null
  where status in ('pending', 'retry_scheduled') and waiting_for = 'guard_holding';
  v_answer := private.write_rollout_change('guard', 'resume_rollout', jsonb_build_object('state', 'holding', 'reason', v_was),
    jsonb_build_object('state', 'resumed', 'percentage_bp', v_bp), p_reason);
  perform private.queue_rollout_refresh(0, v_bp);
  perform private.nudge_due_runs(private.free_run_slots());
  return v_answer;
end
$$;
comment on function private.resume_rollout_guard is 'Lets people in again; evidence from before this moment no longer counts. PT403, PT400, PT409.';

-- What the guard tolerates, and how fast people enter. Only what is named changes.
create function private.apply_rollout_limits(p_limits jsonb, p_reason text, p_version integer, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  f public.rollout_flags;
  v_now jsonb;
  v_old jsonb;
  v_new jsonb;
  v_wrong text;
begin
  select * into f from public.rollout_flags where key = 'phone_provisioning' for update;
  if f.version is distinct from p_version then
    raise exception 'Not saved. %', private.describe_last_change() using errcode = 'PT409', detail = 'version';
  end if;
  v_now := private.rollout_limits();
  select x.key into v_wrong from jsonb_each(coalesce(p_limits, '{}')) x where not v_now ? x.key or jsonb_typeof(x.value) <> 'number' limit 1;
  if v_wrong is not null then
    raise exception '% is no limit, or its value is no number.', v_wrong using errcode = 'PT400', detail = v_wrong;
  end if;
  select jsonb_object_agg(x.key, v_now -> x.key), jsonb_object_agg(x.key, x.value) into v_old, v_new
  from jsonb_each(p_limits) x where (v_now ->> x.key)::numeric <> x.value::text::numeric;
  if v_new is null then
    raise exception 'Nothing to save: the limits say that already.' using errcode = 'PT409', detail = 'limits';
  end if;
  v_now := v_now || v_new;
  begin
    update public.rollout_flags set entries_per_minute = (v_now ->> 'entries_per_minute')::integer where key = f.key;
    update public.rollout_guards set failure_limit = (v_now ->> 'failure_limit')::numeric, twilio_limit = (v_now ->> 'twilio_limit')::numeric,
      vapi_limit = (v_now ->> 'vapi_limit')::numeric, orphan_limit = (v_now ->> 'orphan_limit')::integer,
      spend_limit_cents = (v_now ->> 'spend_limit_cents')::integer, min_samples = (v_now ->> 'min_samples')::integer,
      window_minutes = (v_now ->> 'window_minutes')::integer, provider_window_minutes = (v_now ->> 'provider_window_minutes')::integer
    where flag = f.key;
  exception when check_violation or invalid_text_representation or numeric_value_out_of_range then
    raise exception 'A limit is out of range: shares are 0 to 1, counts whole numbers, windows 1 to 1440 minutes, at least one sample and one entry a minute.' using errcode = 'PT400', detail = 'limits';
  end;
  return private.write_rollout_change('limits', 'set_rollout_limits', v_old, v_new, p_reason, null, p_reverts);
end
$$;
comment on function private.apply_rollout_limits is 'Sets limits of the guard and the pace of entering. A holding guard stays holding. PT400, PT403, PT409.';

create function private.rollout_limits() returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('failure_limit', g.failure_limit, 'twilio_limit', g.twilio_limit, 'vapi_limit', g.vapi_limit,
      'orphan_limit', g.orphan_limit, 'spend_limit_cents', g.spend_limit_cents, 'min_samples', g.min_samples, 'window_minutes', g.window_minutes,
      'provider_window_minutes', g.provider_window_minutes, 'entries_per_minute', f.entries_per_minute)
    from public.rollout_guards g, public.rollout_flags f where f.key = 'phone_provisioning' and g.flag = f.key);
end
$$;
comment on function private.rollout_limits is 'The limits that admins may change, by name.';

create function public.set_rollout_limits(p_limits jsonb, p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.apply_rollout_limits(p_limits, p_reason, p_version) $$;
comment on function public.set_rollout_limits is 'Admin: limits and windows of the guard and entries_per_minute, those that are named.';

create function public.resume_rollout_guard(p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.resume_rollout_guard(p_reason) $$;
comment on function public.resume_rollout_guard is 'Admin: lets new customers enter again after the guard held.';

select cron.schedule('evaluate_rollout_guard', '30 seconds', 'select private.evaluate_rollout_guard()');

revoke execute on function private.wilson_lower_bound(bigint, bigint), private.guard_acts(),
  private.share_condition(text, bigint, bigint, numeric, integer, integer), private.count_condition(text, numeric, numeric, integer, bigint),
  private.measure_rollout_guard(public.rollout_guards, timestamptz),
  private.provider_condition(text, timestamptz, timestamptz, numeric, public.rollout_guards), private.guard_cause(jsonb), private.guard_evidence(jsonb),
  private.evaluate_rollout_guard(timestamptz), private.resume_rollout_guard(text), public.resume_rollout_guard(text), private.rollout_limits(),
  private.apply_rollout_limits(jsonb, text, integer, bigint), public.set_rollout_limits(jsonb, text, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.resume_rollout_guard(text), public.resume_rollout_guard(text),
  private.apply_rollout_limits(jsonb, text, integer, bigint), public.set_rollout_limits(jsonb, text, integer) to authenticated;
