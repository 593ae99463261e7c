-- The value of each rule at a moment, and the states that follow from it. The clock is an argument, so that tests drive it.

create function private.overdue_cron_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = ''
as $$
  -- By the longest gap that each schedule allows. The list is the truth: a job that is missing, or has never succeeded, is late since
  -- the activation, or since the oldest run that pg_cron remembers. The judge's own job has no gap: it cannot tell of itself.
  select coalesce(max(greatest(0, extract(epoch from p_now - coalesce(d.last, greatest(k.activated_at, (
    select x.start_time from cron.job_run_details x where x.start_time <= p_now order by x.runid limit 1)))) - j.gap)), 0)
  from public.provision_settings k cross join private.own_cron_jobs() j
  left join cron.job c on c.jobname = j.name and c.active
  -- A day of runs, without an index of ours: read once, not once for each job.
  left join (
    select x.jobid, max(x.end_time) as last from cron.job_run_details x where x.status = 'succeeded' and x.end_time <= p_now group by x.jobid) d on d.jobid = c.jobid
  where k.activated_at is not null
$$;
comment on function private.overdue_cron_seconds is 'By how many seconds the most overdue of our cron jobs is late.';

-- A raise lets in people who paid long ago, at the pace of the flag: they wait their turn, and no trigger was missed. Of them are those whom
-- the read model moved within an hour of a change, and only while the pace is used up.
create function private.payments_without_run(p_now timestamptz) returns bigint
language sql stable set search_path = ''
as $$
  with entering as materialized (
    select count(*) >= (select f.entries_per_minute from public.rollout_flags f where f.key = 'phone_provisioning') as under_way
    from public.phone_provision_logs r where r.source = 'drift' and r.created_at > p_now - interval '5 minutes' and r.created_at <= p_now
  ), let_in as materialized (
    select c.created_at as at from public.rollout_changes c where c.kind in ('percentage', 'overrides', 'stop')
    union all select k.activated_at from public.provision_settings k)
  select (select count(*) from public.provision_customers c
      where c.status = 'needs_attention' and c.reason_code = 'no_run' and c.since < p_now - interval '2 minutes'
        and not ((select e.under_way from entering e) and exists (select 1 from let_in l where c.since >= l.at and c.since < l.at + interval '1 hour')))
    + (select count(*) from public.provision_settings k
      where k.dispatch_paused_at is null and k.activated_at is not null and not exists (
        select 1 from pg_catalog.pg_trigger t
        where t.tgrelid = 'public.subscriptions'::regclass and t.tgname = 'subscription_phone_provision_trigger' and t.tgenabled <> 'D'))
$$;
comment on function private.payments_without_run is 'Customers who paid and have no run, but for those whose turn to enter comes; plus one when the trigger is gone or disabled.';

-- From the first try, not from the payment: the run may have waited for something else before.
create function private.untaken_handover_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce((
    select greatest(0, extract(epoch from p_now - (
      select coalesce(min(s.started_at), r.created_at) from public.phone_provision_steps s where s.run_id = r.id and s.step = 'hand_over')))
    from public.phone_provision_logs r
    where r.status in ('retry_scheduled', 'processing') and starts_with(r.error_code, 'handover_')
    order by r.id limit 1), 0)
$$;
comment on function private.untaken_handover_seconds is 'How long the customer who waits longest has been offered to the old system without its taking them.';

create function private.comparison_late_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = '' as $$ select 0::numeric $$;
comment on function private.comparison_late_seconds is 'How late the comparison with Twilio and VAPI is. Replaced once there are comparisons.';

create function private.measure_alert(r public.alert_rules, p_now timestamptz) returns table (value numeric, hits bigint, total bigint)
language plpgsql stable set search_path = ''
as $$
declare
  v_from timestamptz := p_now - r.window_minutes * interval '1 minute';
  m record;
begin
  if r.unit = 'share' then
    case r.key
      when 'provisioning_failures' then select w.failed, w.total into m from private.metric_window('outcome', '', v_from, p_now) w;
      when 'function_timeouts' then select w.faulted as failed, w.total into m from private.metric_window('attempt', '', v_from, p_now) w;
      else
        -- A number sold to somebody else is how the market works, not a failing provider.
        select count(*) filter (where s.outcome in ('failed', 'unknown') and coalesce(s.error_code, '') not in ('21422', '21421')) as failed, count(*) as total into m
        from public.phone_provision_steps s
        where s.provider = case r.key when 'twilio_errors' then 'twilio' else 'vapi' end and s.started_at > v_from and s.started_at <= p_now and s.outcome <> 'skipped';
    end case;
    return query select round(m.failed::numeric / nullif(m.total, 0), 4), coalesce(m.failed, 0)::bigint, coalesce(m.total, 0)::bigint;
    return;
  end if;
  return query select case r.key
    when 'twilio_down' then (select count(*)::numeric from public.provider_outages o where o.provider = 'twilio' and o.down_since <= p_now)
    when 'vapi_down' then (select count(*)::numeric from public.provider_outages o where o.provider = 'vapi' and o.down_since <= p_now)
    when 'halted' then (select count(*)::numeric from public.provision_halts h where h.halted_at <= p_now)
    when 'database_connections' then (
      select coalesce(sum(f.failures), 0)::numeric from private.connection_failures f where f.reported_at > v_from and f.reported_at <= p_now)
    when 'stuck_queue' then round(private.queue_oldest_ms(p_now) / 1000.0)
    when 'dead_cron' then round(private.overdue_cron_seconds(p_now))
    when 'dead_trigger' then private.payments_without_run(p_now)::numeric
    when 'orphaned_numbers' then private.orphaned_numbers(p_now)::numeric
    when 'late_comparison' then round(private.comparison_late_seconds(p_now))
    when 'untaken_handovers' then round(private.untaken_handover_seconds(p_now))
    when 'foreign_numbers' then (
      select count(*)::numeric from public.phone_provision_logs x where x.error_code = 'foreign_number' and x.finished_at > v_from and x.finished_at <= p_now)
    when 'guard_holds' then (select count(*)::numeric from public.rollout_guards g where g.state = 'holding')
  end, null::bigint, null::bigint;
end
$$;
comment on function private.measure_alert is 'What a rule measures at a moment: a share with its counts, or a bare number.';

create function private.judge_alert(r public.alert_rules, p_value numeric, p_hits bigint, p_total bigint) returns text
language sql immutable set search_path = ''
as $$
  select case
    -- Over the limit even at the low end of what the samples allow, and with enough of them.
    when r.unit = 'share' and p_total >= r.min_samples and private.wilson_lower_bound(p_hits, p_total) > r.threshold then 'breached'
    when r.unit = 'share' and (p_hits = 0 or (p_total >= r.min_samples and p_value <= r.recover_below)) then 'clear'
    when r.unit = 'share' then 'between'
    when p_value > r.threshold then 'breached'
    when p_value <= r.recover_below then 'clear'
    else 'between' end
$$;
comment on function private.judge_alert is 'breached, clear, or between: then the state stays as it is, so that nothing flaps. Few samples with a failure are between.';

create function private.format_alert_value(p_unit text, p_value numeric) returns text
language sql immutable set search_path = ''
as $$
  select case p_unit
    when 'share' then trim(trailing '.' from to_char(coalesce(p_value, 0) * 100, 'FM990.#')) || '%'
    when 'seconds' then case when p_value >= 120 then round(p_value / 60) || ' min' else round(p_value) || ' s' end
    else round(p_value)::text end
$$;

create function private.alert_sentence(r public.alert_rules, p_value numeric) returns text
language sql stable set search_path = ''
as $$
  select case r.key
    when 'twilio_down' then 'Twilio does not answer.'
    when 'vapi_down' then 'VAPI does not answer.'
    when 'halted' then 'Provisioning stands still: ' || coalesce((
      select string_agg(h.scope || coalesce(' (' || h.error_code || ')', ''), ', ' order by h.scope) from public.provision_halts h where h.halted_at is not null), 'resumed') || '.'
    when 'database_connections' then 'The database did not answer ' || private.format_alert_value(r.unit, p_value) || ' times.'
    when 'stuck_queue' then 'A run has been waiting for ' || private.format_alert_value(r.unit, p_value) || '.'
    when 'dead_cron' then 'A cron job is late by ' || private.format_alert_value(r.unit, p_value) || '.'
    when 'dead_trigger' then private.format_alert_value(r.unit, p_value) || ' payments have no run.'
    when 'orphaned_numbers' then private.format_alert_value(r.unit, p_value) || ' numbers are paid for and belong to nobody.'
    when 'late_comparison' then 'Our numbers are not compared with Twilio and VAPI: late by ' || private.format_alert_value(r.unit, p_value) || '.'
    when 'untaken_handovers' then 'The old system has not taken a customer for ' || private.format_alert_value(r.unit, p_value) || '; nobody serves them.'
    when 'foreign_numbers' then 'A number of somebody else was met by ' || private.format_alert_value(r.unit, p_value) || ' of our runs, and left alone.'
    when 'guard_holds' then coalesce((select g.reason from public.rollout_guards g where g.state = 'holding' limit 1), 'The guard holds the rollout.')
    else r.label || ' are at ' || private.format_alert_value(r.unit, p_value) || ', over ' || private.format_alert_value(r.unit, r.threshold) || '.' end
$$;
comment on function private.alert_sentence is 'What is so, in catalogue words and counts alone: it leaves the database in notifications.';

create function private.set_incident_state(p_id bigint, p_state text, p_value numeric, p_now timestamptz) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.alert_incidents set state = p_state, state_since = p_now, updated_at = p_now,
    fired_at = case when p_state = 'pending' then null else coalesce(fired_at, p_now) end,
    resolved_at = case when p_state = 'resolved' then p_now end,
    silenced_until = case when p_state = 'resolved' then null else silenced_until end
  where id = p_id;
  insert into public.alert_incident_changes (incident_id, state, value, at) values (p_id, p_state, p_value, p_now);
  perform private.broadcast_to_console('incident_changed', jsonb_build_object('id', p_id, 'state', p_state));
end
$$;

-- By the moments, not by how many: one scope may be resumed while another comes to a halt.
create function private.halted_anew(p_incident_id bigint, p_now timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select 1 from public.provision_halts h where h.halted_at <= p_now and h.halted_at > (
      select max(c.at) from public.alert_incident_changes c where c.incident_id = p_incident_id and c.state = 'firing'))
$$;
comment on function private.halted_anew is 'True when a scope came to a halt after the incident last fired.';

-- One rule, one step of its state machine: pending, firing, recovering, resolved.
create function private.step_alert(r public.alert_rules, p_now timestamptz) returns void
language plpgsql set search_path = ''
as $$
declare
  m record;
  i public.alert_incidents;
  v_verdict text;
begin
  select * into m from private.measure_alert(r, p_now);
  v_verdict := private.judge_alert(r, m.value, m.hits, m.total);
  insert into public.alert_readings as a (rule, value, hits, total, verdict, judged_at)
  values (r.key, m.value, m.hits, m.total, case when r.unit = 'share' and m.total < r.min_samples then 'not_enough_data' else v_verdict end, p_now)
  on conflict (rule) do update set value = excluded.value, hits = excluded.hits, total = excluded.total, verdict = excluded.verdict, judged_at = excluded.judged_at;
  select * into i from public.alert_incidents where rule = r.key and state <> 'resolved' for update;
  if i.id is null then
    if v_verdict <> 'breached' then return; end if;
    insert into public.alert_incidents (rule, opened_at, state_since, value, peak, hits, total, sentence)
    values (r.key, p_now, p_now, m.value, m.value, m.hits, m.total, private.alert_sentence(r, m.value)) returning * into i;
    insert into public.alert_incident_changes (incident_id, state, value, at) values (i.id, 'pending', m.value, p_now);
    if r.for_seconds = 0 then perform private.set_incident_state(i.id, 'firing', m.value, p_now); end if;
    return;
  end if;
  update public.alert_incidents set value = m.value, peak = greatest(peak, m.value), hits = m.hits, total = m.total, updated_at = p_now,
    sentence = case when v_verdict = 'breached' then private.alert_sentence(r, m.value) else sentence end
  where id = i.id;
  if r.key = 'halted' and i.state in ('firing', 'recovering') and private.halted_anew(i.id, p_now) then
    -- News: told as the first was, also to those who silenced what they knew of.
    perform private.set_incident_state(i.id, 'firing', m.value, p_now);
    update public.alert_incidents set announced = false, silenced_until = null where id = i.id;
  elsif i.state = 'pending' and v_verdict = 'clear' then
    -- Never fired: nobody was told, nothing is kept.
    delete from public.alert_incidents where id = i.id;
  elsif i.state = 'pending' and v_verdict = 'breached' and p_now - i.state_since >= r.for_seconds * interval '1 second' then
    perform private.set_incident_state(i.id, 'firing', m.value, p_now);
  elsif i.state = 'firing' and v_verdict = 'clear' then
    perform private.set_incident_state(i.id, case when r.recover_seconds = 0 then 'resolved' else 'recovering' end, m.value, p_now);
  elsif i.state = 'recovering' and v_verdict = 'breached' then
    perform private.set_incident_state(i.id, 'firing', m.value, p_now);
  elsif i.state = 'recovering' and p_now - i.state_since >= r.recover_seconds * interval '1 second' then
    perform private.set_incident_state(i.id, 'resolved', m.value, p_now);
  end if;
end
$$;
comment on function private.step_alert is 'Measures one rule and moves its incident by at most one state (pending and firing together where nothing is to be waited for).';

create function private.waiting_customers() returns bigint
language sql stable set search_path = ''
as $$ select count(*) from public.provision_customers c where c.status in ('needs_attention', 'being_set_up') $$;
comment on function private.waiting_customers is 'Customers who should have a number and have none that answers yet.';

-- Firing is announced once, unless muted or silenced (a halt of another scope makes it news again); resolved only to those who heard of it.
create function private.announce_incidents(p_now timestamptz) returns integer
language plpgsql set search_path = ''
as $$
declare
  i record;
  v_count integer := 0;
begin
  for i in
    select x.*, r.label, r.severity from public.alert_incidents x join public.alert_rules r on r.key = x.rule
    where (x.state = 'firing' and not x.announced and x.muted_by is null and coalesce(x.silenced_until, '-infinity') <= p_now)
      or (x.state = 'resolved' and x.announced and x.resolved_at = p_now)
    for update of x
  loop
    perform private.enqueue_notification(i.id, case i.state when 'resolved' then 'resolved' else 'firing' end, jsonb_build_object(
      'incident_id', i.id, 'rule', i.rule, 'label', i.label, 'severity', i.severity, 'state', i.state, 'sentence', i.sentence, 'value', i.value,
      'fired_at', i.fired_at, 'resolved_at', i.resolved_at, 'customers_waiting', private.waiting_customers()));
    update public.alert_incidents set announced = true where id = i.id;
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;

-- Nobody steps a rule that is off: what it left open would never end, and would mute its consequences for ever.
create function private.close_switched_off(p_now timestamptz) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.alert_incidents i using public.alert_rules r where r.key = i.rule and not r.enabled and i.state = 'pending';
  update public.alert_incidents i set sentence = i.sentence || ' The rule was switched off.'
  from public.alert_rules r where r.key = i.rule and not r.enabled and i.state <> 'resolved';
  perform private.set_incident_state(i.id, 'resolved', i.value, p_now)
  from public.alert_incidents i join public.alert_rules r on r.key = i.rule where not r.enabled and i.state <> 'resolved';
end
$$;
comment on function private.close_switched_off is 'Resolves what rules that are off have left open; a pending one goes without a trace.';

create function private.evaluate_alerts(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  r public.alert_rules;
  v_announced integer;
begin
  -- One judge at a time; a second one has nothing to add.
  if not pg_try_advisory_xact_lock(hashtextextended('switchboard:alerts', 0)) then return jsonb_build_object('busy', true); end if;
  for r in select * from public.alert_rules where enabled order by position loop
    perform private.step_alert(r, p_now);
  end loop;
  perform private.close_switched_off(p_now);
  update public.alert_incidents i set muted_by = c.id
  from public.alert_rules x left join public.alert_incidents c on c.rule = x.cause and c.state in ('firing', 'recovering')
  where x.key = i.rule and i.state <> 'resolved' and i.muted_by is distinct from c.id;
  v_announced := private.announce_incidents(p_now);
  update public.alert_clock set evaluated_at = p_now;
  return jsonb_build_object('announced', v_announced,
    'firing', (select count(*) from public.alert_incidents where state = 'firing'));
end
$$;
comment on function private.evaluate_alerts is 'Judges every rule, mutes consequences, announces. Every 10 s by pg_cron.';

create or replace function private.overview_limits() returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(r.key, r.threshold), '{}') from public.alert_rules r
  where r.enabled and r.key in ('provisioning_failures', 'twilio_errors', 'vapi_failures')
$$;

create or replace function private.incident_annotations(p_from timestamptz, p_to timestamptz)
returns table (id bigint, label text, started_at timestamptz, ended_at timestamptz)
language sql stable set search_path = ''
as $$
  select i.id, r.label, i.fired_at, i.resolved_at from public.alert_incidents i join public.alert_rules r on r.key = i.rule
  where i.fired_at < p_to and coalesce(i.resolved_at, 'infinity') >= p_from
$$;

revoke execute on function private.overdue_cron_seconds(timestamptz), private.comparison_late_seconds(timestamptz), private.untaken_handover_seconds(timestamptz), private.payments_without_run(timestamptz),
  private.measure_alert(public.alert_rules, timestamptz), private.judge_alert(public.alert_rules, numeric, bigint, bigint),
  private.format_alert_value(text, numeric), private.alert_sentence(public.alert_rules, numeric),
  private.set_incident_state(bigint, text, numeric, timestamptz), private.step_alert(public.alert_rules, timestamptz), private.waiting_customers(), private.halted_anew(bigint, timestamptz),
  private.close_switched_off(timestamptz), private.announce_incidents(timestamptz), private.evaluate_alerts(timestamptz), private.incident_annotations(timestamptz, timestamptz)
  from public, anon, authenticated, service_role;
