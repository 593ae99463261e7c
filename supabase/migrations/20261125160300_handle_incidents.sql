-- What staff do about incidents and rules, and what the alerts page reads.

create function private.hold_open_incident(p_id bigint) returns public.alert_incidents
language plpgsql set search_path = ''
as $$
declare i public.alert_incidents;
begin
  if not private.has_staff_role('operator') then raise exception 'Only operators and admins handle incidents.' using errcode = 'PT403'; end if;
  select * into i from public.alert_incidents where id = p_id for update;
  if i.id is null then raise exception 'There is no incident %.', p_id using errcode = 'PT404', detail = 'incident_id'; end if;
  if i.state = 'resolved' then raise exception 'Incident % is resolved already.', p_id using errcode = 'PT409'; end if;
  return i;
end
$$;

create function private.audit_incident(i public.alert_incidents, p_action text, p_reason text, p_after jsonb) returns void
language sql set search_path = ''
as $$
  insert into public.staff_actions (staff_id, staff_name, action, reason, request, after)
  values (auth.uid(), private.staff_name(), p_action, p_reason, jsonb_build_object('incident_id', i.id, 'rule', i.rule), p_after)
$$;

create function private.acknowledge_incident(p_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare i public.alert_incidents := private.hold_open_incident(p_id);
begin
  if i.acknowledged_by = auth.uid() then return jsonb_build_object('ok', true); end if;
  if i.acknowledged_by is not null then
    raise exception 'Not taken: % took it %.', i.acknowledged_name, private.say_ago(i.acknowledged_at) using errcode = 'PT409';
  end if;
  update public.alert_incidents set acknowledged_at = clock_timestamp(), acknowledged_by = auth.uid(), acknowledged_name = private.staff_name() where id = p_id;
  perform private.audit_incident(i, 'acknowledge_incident', null, jsonb_build_object('acknowledged', true));
  perform private.broadcast_to_console('incident_changed', jsonb_build_object('id', p_id, 'state', i.state));
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.acknowledge_incident is 'Makes the caller the owner; PT409 names who was first.';

create function private.silence_incident(p_id bigint, p_minutes integer, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  i public.alert_incidents := private.hold_open_incident(p_id);
  v_until timestamptz := clock_timestamp() + p_minutes * interval '1 minute';
begin
  if p_minutes is null or p_minutes not between 0 and 1440 then
    raise exception 'minutes is out of range: 1 to 1,440, or 0 to end the silence.' using errcode = 'PT400', detail = 'minutes';
  end if;
  if p_minutes > 0 then perform private.require_reason(p_reason); end if;
  if p_minutes = 0 and i.silenced_until is null then raise exception 'Incident % is not silenced.', p_id using errcode = 'PT409'; end if;
  update public.alert_incidents set silenced_until = case when p_minutes > 0 then v_until end, silenced_by = case when p_minutes > 0 then auth.uid() end,
    silenced_name = case when p_minutes > 0 then private.staff_name() end, silence_reason = case when p_minutes > 0 then left(trim(p_reason), 500) end
  where id = p_id;
  perform private.audit_incident(i, case when p_minutes > 0 then 'silence_incident' else 'end_silence' end, nullif(trim(p_reason), ''),
    jsonb_build_object('silenced_until', case when p_minutes > 0 then v_until end));
  perform private.broadcast_to_console('incident_changed', jsonb_build_object('id', p_id, 'state', i.state));
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.silence_incident is 'No messages about it for so long, with a reason; ends by itself when the incident resolves. 0 minutes ends it now.';

create function private.change_alert_rule(p_key text, p_change jsonb, p_expected_at timestamptz, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  r public.alert_rules;
  n public.alert_rules;
begin
  -- Not while it is being judged: the judge would step, after this, the rule that it read before.
  perform pg_advisory_xact_lock(hashtextextended('switchboard:alerts', 0));
  select * into r from public.alert_rules where key = p_key for update;
  if r.key is null then raise exception 'There is no rule %.', p_key using errcode = 'PT404', detail = 'key'; end if;
  if r.updated_at is distinct from p_expected_at then
    raise exception 'Not changed: somebody changed this rule %.', private.say_ago(r.updated_at) using errcode = 'PT409', detail = 'expected_at';
  end if;
  begin
    update public.alert_rules set
      threshold = coalesce((p_change ->> 'threshold')::numeric, threshold),
      recover_below = coalesce((p_change ->> 'recover_below')::numeric, recover_below),
      window_minutes = coalesce((p_change ->> 'window_minutes')::integer, window_minutes),
      min_samples = coalesce((p_change ->> 'min_samples')::integer, min_samples),
      for_seconds = coalesce((p_change ->> 'for_seconds')::integer, for_seconds),
      recover_seconds = coalesce((p_change ->> 'recover_seconds')::integer, recover_seconds),
      enabled = coalesce((p_change ->> 'enabled')::boolean, enabled), updated_at = clock_timestamp()
    where key = p_key returning * into n;
  exception
    when check_violation then raise exception 'The limits do not fit: recovery must not be above the threshold, and a share is between 0 and 1.' using errcode = 'PT400', detail = 'threshold';
    when invalid_text_representation or numeric_value_out_of_range then raise exception 'A value is not a number.' using errcode = 'PT400', detail = 'threshold';
  end;
  insert into public.staff_actions (staff_id, staff_name, action, reason, request, before, after)
  values (v_staff, private.staff_name(), 'change_alert_rule', trim(p_reason), jsonb_build_object('rule', p_key),
    to_jsonb(r) - 'updated_at' - 'position' - 'label', to_jsonb(n) - 'updated_at' - 'position' - 'label');
  if not n.enabled then
    perform private.close_switched_off(n.updated_at);
    if private.announce_incidents(n.updated_at) > 0 then perform private.nudge_notifications(); end if;
  end if;
  perform private.broadcast_to_console('incident_changed', jsonb_build_object('rule', p_key));
  return to_jsonb(n);
end
$$;
comment on function private.change_alert_rule is 'Admins change limits and spans, or switch a rule off, which resolves its incident; only what is named changes. PT403, PT400, PT404, PT409.';

create function private.send_test_notification() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_count integer;
begin
  if not private.has_staff_role('admin') then raise exception 'Only admins send a test.' using errcode = 'PT403'; end if;
  v_count := private.enqueue_notification(null, 'test', jsonb_build_object('label', 'Test', 'severity', 'warn', 'state', 'test',
    'sentence', 'This is a test of Switchboard''s alerts. Nothing is wrong.', 'customers_waiting', private.waiting_customers()));
  if v_count = 0 then raise exception 'No channel is set up: store ALERT_SLACK_URL, or ALERT_WEBHOOK_URL with ALERT_WEBHOOK_SECRET, in Vault.' using errcode = 'PT409'; end if;
  insert into public.staff_actions (staff_id, staff_name, action) values (auth.uid(), private.staff_name(), 'send_test_notification');
  perform private.nudge_notifications();
  return jsonb_build_object('ok', true, 'messages', v_count);
end
$$;
comment on function private.send_test_notification is 'A message to every channel that says it is a test. PT403, PT409 when there is no channel.';

create function private.describe_incident(i public.alert_incidents) returns jsonb
language sql stable set search_path = ''
as $$
  select to_jsonb(i) || jsonb_build_object('label', r.label, 'unit', r.unit, 'severity', r.severity,
    'cause', (select jsonb_build_object('id', c.id, 'label', cr.label) from public.alert_incidents c join public.alert_rules cr on cr.key = c.rule where c.id = i.muted_by),
    'mutes', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'label', mr.label) order by m.id), '[]')
      from public.alert_incidents m join public.alert_rules mr on mr.key = m.rule where m.muted_by = i.id and m.state <> 'resolved'),
    'delivered', (select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'channel', o.channel, 'at', o.delivered_at, 'attempts', o.attempts,
      'error', o.last_error) order by o.id), '[]') from public.notification_outbox o where o.incident_id = i.id))
  from public.alert_rules r where r.key = i.rule
$$;

create function private.require_alert_reader() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if private.current_staff_role() is null then raise exception 'Only staff may read alerts.' using errcode = 'PT403'; end if;
end
$$;

create function private.read_alerts() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_alert_reader();
  return jsonb_build_object(
    'evaluated_at', (select c.evaluated_at from public.alert_clock c),
    'customers_waiting', private.waiting_customers(),
    'channels', to_jsonb(private.notification_channels()),
    'undelivered', (select count(*) from public.notification_outbox o where o.delivered_at is null and o.attempts > 0 and o.next_attempt_at < 'infinity'),
    'rules', (select jsonb_agg(to_jsonb(r) || jsonb_build_object('reading', to_jsonb(a) - 'rule') order by r.position)
      from public.alert_rules r left join public.alert_readings a on a.rule = r.key and r.enabled),
    'open', (select coalesce(jsonb_agg(private.describe_incident(i) order by i.state = 'pending', i.muted_by is not null, r.severity <> 'page', i.fired_at, i.id), '[]')
      from public.alert_incidents i join public.alert_rules r on r.key = i.rule where i.state <> 'resolved'),
    'past', (select coalesce(jsonb_agg(private.describe_incident(x) order by x.id desc), '[]') from (
      select * from public.alert_incidents i where i.state = 'resolved' order by i.id desc limit 50) x));
end
$$;
comment on function private.read_alerts is 'The alerts page: rules, open incidents, the last fifty past ones, and when the rules were last judged. PT403.';

-- The value that the rule had, minute by minute, computed as it is judged now.
create function private.read_incident(p_id bigint, p_points integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  i public.alert_incidents;
  r public.alert_rules;
  v_to timestamptz;
  v_from timestamptz;
  v_step interval;
begin
  perform private.require_alert_reader();
  select * into i from public.alert_incidents where id = p_id;
  if i.id is null then return null; end if;
  select * into r from public.alert_rules where key = i.rule;
  v_to := least(clock_timestamp(), coalesce(i.resolved_at + interval '10 minutes', clock_timestamp()));
  v_from := greatest(i.opened_at - interval '30 minutes', v_to - interval '24 hours');
  v_step := greatest(interval '1 minute', (v_to - v_from) / least(greatest(coalesce(p_points, 60), 10), 120));
  return private.describe_incident(i) || jsonb_build_object(
    'rule_now', to_jsonb(r),
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('state', c.state, 'value', c.value, 'at', c.at) order by c.id), '[]')
      from public.alert_incident_changes c where c.incident_id = i.id),
    -- A count that is only known for this moment has no past to draw.
    'series', case when r.unit = 'share' or r.key in ('database_connections') then (
      select coalesce(jsonb_agg(jsonb_build_object('at', t.at, 'value', m.value, 'hits', m.hits, 'total', m.total) order by t.at), '[]')
      from generate_series(v_from, v_to, v_step) t(at) cross join lateral private.measure_alert(r, t.at) m) end,
    'customers_waiting', private.waiting_customers());
end
$$;
comment on function private.read_incident is 'One incident with its states, its value over time, and what it mutes; null for an unknown id. PT403.';

create function private.read_alert_badge() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_alert_reader();
  return jsonb_build_object(
    'evaluated_at', (select c.evaluated_at from public.alert_clock c),
    'activated', (select k.activated_at is not null from public.provision_settings k),
    'firing', (select count(*) from public.alert_incidents i where i.state in ('firing', 'recovering') and i.muted_by is null),
    'customers_waiting', private.waiting_customers(),
    'first', (select private.describe_incident(i) from public.alert_incidents i where i.state = 'firing' and i.muted_by is null order by i.fired_at limit 1));
end
$$;
comment on function private.read_alert_badge is 'How many incidents fire and the oldest of them: for the navigation and the banner. PT403.';

create function public.acknowledge_incident(p_id bigint) returns jsonb
language sql set search_path = '' as $$ select private.acknowledge_incident(p_id) $$;
create function public.silence_incident(p_id bigint, p_minutes integer, p_reason text default null) returns jsonb
language sql set search_path = '' as $$ select private.silence_incident(p_id, p_minutes, p_reason) $$;
create function public.change_alert_rule(p_key text, p_change jsonb, p_expected_at timestamptz, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.change_alert_rule(p_key, p_change, p_expected_at, p_reason) $$;
create function public.send_test_notification() returns jsonb
language sql set search_path = '' as $$ select private.send_test_notification() $$;
create function public.read_alerts() returns jsonb
language sql stable set search_path = '' as $$ select private.read_alerts() $$;
create function public.read_incident(p_id bigint, p_points integer default 60) returns jsonb
language sql stable set search_path = '' as $$ select private.read_incident(p_id, p_points) $$;
create function public.read_alert_badge() returns jsonb
language sql stable set search_path = '' as $$ select private.read_alert_badge() $$;

revoke execute on function private.hold_open_incident(bigint), private.audit_incident(public.alert_incidents, text, text, jsonb),
  private.describe_incident(public.alert_incidents), private.require_alert_reader(),
  private.acknowledge_incident(bigint), private.silence_incident(bigint, integer, text), private.change_alert_rule(text, jsonb, timestamptz, text),
  private.send_test_notification(), private.read_alerts(), private.read_incident(bigint, integer), private.read_alert_badge(),
  public.acknowledge_incident(bigint), public.silence_incident(bigint, integer, text), public.change_alert_rule(text, jsonb, timestamptz, text),
  public.send_test_notification(), public.read_alerts(), public.read_incident(bigint, integer), public.read_alert_badge()
  from public, anon, authenticated, service_role;
grant execute on function
  private.acknowledge_incident(bigint), private.silence_incident(bigint, integer, text), private.change_alert_rule(text, jsonb, timestamptz, text),
  private.send_test_notification(), private.read_alerts(), private.read_incident(bigint, integer), private.read_alert_badge(),
  public.acknowledge_incident(bigint), public.silence_incident(bigint, integer, text), public.change_alert_rule(text, jsonb, timestamptz, text),
  public.send_test_notification(), public.read_alerts(), public.read_incident(bigint, integer), public.read_alert_badge()
  to authenticated;
