-- All rules at once, every ten seconds: their states, whom they mute, what is told.

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

revoke execute on function private.waiting_customers(), private.close_switched_off(timestamptz), private.announce_incidents(timestamptz),
  private.evaluate_alerts(timestamptz) from public, anon, authenticated, service_role;
