-- The states that follow from a value: pending, firing, recovering, resolved.

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

revoke execute on function private.judge_alert(public.alert_rules, numeric, bigint, bigint),
  private.set_incident_state(bigint, text, numeric, timestamptz), private.step_alert(public.alert_rules, timestamptz),
  private.halted_anew(bigint, timestamptz) from public, anon, authenticated, service_role;
