-- What is so, in words.

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

revoke execute on function private.format_alert_value(text, numeric), private.alert_sentence(public.alert_rules, numeric)
  from public, anon, authenticated, service_role;
