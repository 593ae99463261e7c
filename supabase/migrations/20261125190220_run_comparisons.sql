-- A comparison from its request to its record. The Edge Function inventory-reconcile lists; pg_net only wakes it up.

create function private.nudge_comparison(p_id bigint) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  v_url text := regexp_replace(private.provision_secret('provision_function_url'), '/phone-number-provision/?$', '/inventory-reconcile');
  v_key text := private.provision_secret('provision_nudge_key');
begin
  update public.inventory_comparisons set nudged_at = clock_timestamp() where id = p_id;
  if v_url is null or v_key is null then return null; end if;
  return net.http_post(url := v_url, body := jsonb_build_object('comparison_id', p_id),
    headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_key),
    timeout_milliseconds := (select nudge_timeout_ms from public.provision_settings));
end
$$;
comment on function private.nudge_comparison is 'Wakes inventory-reconcile for one comparison; null when Vault holds no URL or key yet.';

create function private.tell_inventory(p_id bigint) returns void
language sql set search_path = ''
as $$ select private.broadcast_to_console('inventory_changed', jsonb_build_object('id', p_id)) $$;

-- Ends what nobody works at any more, so that the next one can begin.
create function private.end_dead_comparisons() returns void
language plpgsql set search_path = ''
as $$
declare v_id bigint;
begin
  update public.inventory_comparisons set state = 'failed', finished_at = clock_timestamp(), lease_expires_at = null,
    error_code = case state when 'listing' then 'lease_expired' else 'not_started' end
  where (state = 'listing' and lease_expires_at < clock_timestamp())
    or (state = 'requested' and requested_at < clock_timestamp() - interval '5 minutes')
  returning id into v_id;
  if v_id is not null then perform private.tell_inventory(v_id); end if;
end
$$;

create function private.begin_comparison(p_staff uuid, p_name text) returns bigint
language plpgsql set search_path = ''
as $$
declare v_id bigint;
begin
  insert into public.inventory_comparisons (requested_by, requested_name) values (p_staff, p_name)
  on conflict ((true)) where state in ('requested', 'listing') do nothing returning id into v_id;
  if v_id is null then return null; end if;
  perform private.nudge_comparison(v_id);
  perform private.tell_inventory(v_id);
  return v_id;
end
$$;
comment on function private.begin_comparison is 'Asks for a comparison; null while another one is under way.';

create function private.request_due_comparison() returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  k public.provision_settings := (select x from public.provision_settings x);
  v_open public.inventory_comparisons;
  v_last timestamptz;
begin
  perform private.end_dead_comparisons();
  select * into v_open from public.inventory_comparisons where state in ('requested', 'listing');
  if v_open.state = 'requested' and v_open.nudged_at < clock_timestamp() - interval '30 seconds' then
    perform private.nudge_comparison(v_open.id);
  end if;
  if v_open.id is not null or k.project_ref is null then return null; end if;
  -- Sooner after a failure, so that an hour without sight does not become two.
  select max(case c.state when 'failed' then c.requested_at - greatest(0, k.inventory_interval_minutes - 10) * interval '1 minute' else c.requested_at end)
  into v_last from public.inventory_comparisons c;
  -- The first one an interval after the activation; who only watches may look at once.
  if coalesce(v_last, k.activated_at) > clock_timestamp() - k.inventory_interval_minutes * interval '1 minute' then return null; end if;
  -- A month of hours is enough history.
  delete from public.inventory_comparisons c where c.requested_at < clock_timestamp() - interval '30 days'
    and not exists (select 1 from public.inventory_findings f where f.comparison_id = c.id);
  return private.begin_comparison(null, null);
end
$$;
comment on function private.request_due_comparison is 'Starts the hourly comparison when it is due, wakes one whose nudge was lost, ends a dead one. Every minute by pg_cron.';
select cron.schedule('compare_inventory', '* * * * *', 'select private.request_due_comparison()');

-- Every ten seconds by the alerts. A provider that is down or stopped has an alert of its own, and its comparisons have their time once it is back.
create or replace function private.comparison_late_seconds(p_now timestamptz) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce((
    select case when o.down_since <= p_now or h.halted_at <= p_now then 0
      else greatest(0, extract(epoch from p_now - greatest(coalesce(c.finished_at, k.activated_at), o.back_at, h.resumed_at)) - k.inventory_interval_minutes * 60) end
    from public.provision_settings k
    left join lateral (
      select x.finished_at from public.inventory_comparisons x where x.state = 'complete' and x.finished_at <= p_now order by x.id desc limit 1) c on true
    left join lateral (
      select split_part(x.error_code, '_', 1) as provider from public.inventory_comparisons x
      where x.state in ('complete', 'failed') and x.finished_at <= p_now order by x.id desc limit 1) f on true
    left join public.provider_outages o on o.provider = f.provider
    left join public.provision_halts h on h.scope = f.provider
    where k.activated_at <= p_now and k.project_ref is not null
      and exists (select 1 from public.phone_number_purchases p where p.state in ('purchased', 'recorded', 'releasing'))), 0)
$$;
comment on function private.comparison_late_seconds is
  'By how much the comparison with Twilio and VAPI is overdue; 0 while there is no number, and while the provider at which the last one failed is down or halted.';

create function private.describe_open_comparison() returns text
language sql stable set search_path = ''
as $$
  select case when c.requested_by is null then 'The hourly comparison is under way, since ' else coalesce(c.requested_name, 'A colleague') || ' started a comparison ' end
    || private.say_ago(c.requested_at) || '.'
  from public.inventory_comparisons c where c.state in ('requested', 'listing')
$$;

create function private.request_inventory_comparison(p_idempotency_key text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := auth.uid();
  v_name text := (select coalesce(display_name, role) from public.staff_members where user_id = auth.uid());
  v_done public.staff_actions;
  v_id bigint;
begin
  if not private.has_staff_role('operator') then raise exception 'Only operators and admins may compare.' using errcode = 'PT403'; end if;
  perform private.require_idempotency_key(p_idempotency_key);
  perform pg_advisory_xact_lock(hashtextextended('switchboard:inventory', 0));
  select * into v_done from public.staff_actions where staff_id = v_staff and idempotency_key = p_idempotency_key;
  if v_done.action = 'compare_inventory' then return jsonb_build_object('comparison_id', v_done.request -> 'comparison_id', 'replayed', true); end if;
  perform private.end_dead_comparisons();
  v_id := private.begin_comparison(v_staff, v_name);
  if v_id is null then
    raise exception 'Nothing was started: %', coalesce(private.describe_open_comparison(), 'a comparison is under way.') using errcode = 'PT409', detail = 'comparison';
  end if;
  insert into public.staff_actions (staff_id, staff_name, action, idempotency_key, request)
  values (v_staff, v_name, 'compare_inventory', p_idempotency_key, jsonb_build_object('comparison_id', v_id));
  return jsonb_build_object('comparison_id', v_id, 'replayed', false);
end
$$;
comment on function private.request_inventory_comparison is 'Operator: compares now, one at a time. PT400, PT403; PT409 says who was first.';

-- What the function calls. Each answers false once the comparison is not its own any more.

create function private.claim_inventory_comparison(p_id bigint, p_project_ref text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_ref text := (select project_ref from public.provision_settings);
begin
  if not exists (select 1 from public.inventory_comparisons where id = p_id) then return jsonb_build_object('claimed', false, 'reason', 'not_found'); end if;
  -- Under another project's functions the tags of this database say nothing.
  if v_ref is distinct from p_project_ref then
    perform private.fail_inventory_comparison(p_id, 'project_mismatch');
    return jsonb_build_object('claimed', false, 'reason', 'project_mismatch');
  end if;
  update public.inventory_comparisons set state = 'listing', phase = 'twilio', started_at = clock_timestamp(),
    lease_expires_at = clock_timestamp() + interval '5 minutes'
  where id = p_id and state = 'requested';
  if not found then return jsonb_build_object('claimed', false, 'reason', 'taken'); end if;
  perform private.tell_inventory(p_id);
  -- As with a run: whoever mends a key resumes afterwards, and what the worker read of it before is old.
  return jsonb_strip_nulls(jsonb_build_object('claimed', true,
    'resumed_ms_ago', floor(extract(epoch from clock_timestamp() - private.last_resumed_at()) * 1000)::bigint));
end
$$;
comment on function private.claim_inventory_comparison is
  'One worker lists, for at most five minutes. {claimed, resumed_ms_ago} (how long ago an admin last resumed; absent for never) or why not: not_found, taken, project_mismatch.';

create function private.report_inventory_progress(p_id bigint, p_phase text, p_twilio integer, p_vapi integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.inventory_comparisons set phase = p_phase, twilio_numbers = p_twilio, vapi_numbers = p_vapi where id = p_id and state = 'listing';
  if not found then return false; end if;
  perform private.tell_inventory(p_id);
  return true;
end
$$;
comment on function private.report_inventory_progress is 'How far the listing is.';

create function private.fail_inventory_comparison(p_id bigint, p_code text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.inventory_comparisons set state = 'failed', error_code = left(p_code, 60), lease_expires_at = null, finished_at = clock_timestamp()
  where id = p_id and state in ('requested', 'listing');
  if not found then return false; end if;
  perform private.tell_inventory(p_id);
  return true;
end
$$;
comment on function private.fail_inventory_comparison is 'The listing did not come to its end: nothing of it is recorded.';

create function private.record_inventory(p_id bigint, p_account_sid text, p_subaccounts text, p_twilio jsonb, p_vapi jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare c public.inventory_comparisons;
begin
  select * into c from public.inventory_comparisons where id = p_id for update;
  if c.state = 'complete' then return jsonb_build_object('recorded', true); end if;
  if c.state is distinct from 'listing' or c.lease_expires_at < clock_timestamp() then return jsonb_build_object('recorded', false); end if;
  perform private.replace_twilio_numbers(p_twilio);
  perform private.replace_vapi_numbers(p_vapi);
  update public.inventory_comparisons set state = 'complete', phase = null, lease_expires_at = null, finished_at = clock_timestamp(),
    account_sid = p_account_sid, subaccounts = p_subaccounts,
    twilio_numbers = (select count(*) from public.inventory_twilio_numbers), vapi_numbers = (select count(*) from public.inventory_vapi_numbers)
  where id = p_id;
  perform private.note_findings(p_id, c.started_at);
  perform private.tell_inventory(p_id);
  return jsonb_build_object('recorded', true);
end
$$;
comment on function private.record_inventory is 'One complete sighting, all or nothing. Recording it again changes nothing.';

create function private.replace_twilio_numbers(p_numbers jsonb) returns void
language plpgsql set search_path = ''
as $$
declare v_prefix text := private.tag_prefix();
begin
  delete from public.inventory_twilio_numbers n where not exists (
    select 1 from jsonb_to_recordset(p_numbers) as x(sid text) where x.sid = n.sid);
  insert into public.inventory_twilio_numbers as n (sid, account_sid, e164_number, tag, tagged_user, voice_host, voice_overridden, created_at)
  select x.sid, x.account_sid, x.e164_number, x.tag, private.uuid_of(x.tag, v_prefix), x.voice_host, x.voice_overridden, x.created_at
  from jsonb_to_recordset(p_numbers) as x(sid text, account_sid text, e164_number text, tag text, voice_host text, voice_overridden boolean, created_at timestamptz)
  on conflict (sid) do update set account_sid = excluded.account_sid, e164_number = excluded.e164_number, tag = excluded.tag,
    tagged_user = excluded.tagged_user, voice_host = excluded.voice_host, voice_overridden = excluded.voice_overridden, created_at = excluded.created_at
  where n is distinct from excluded;
end
$$;

create function private.replace_vapi_numbers(p_numbers jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.inventory_vapi_numbers n where not exists (
    select 1 from jsonb_to_recordset(p_numbers) as x(id text) where x.id = n.id);
  insert into public.inventory_vapi_numbers as n (id, e164_number, named_user, assistant_id, status, account_sid, assistant_deleted)
  select x.id, x.e164_number, private.uuid_of(x.name, 'usr:'), x.assistant_id, x.status, x.account_sid, coalesce(x.assistant_deleted, false)
  from jsonb_to_recordset(p_numbers) as x(id text, e164_number text, name text, assistant_id text, status text, account_sid text, assistant_deleted boolean)
  on conflict (id) do update set e164_number = excluded.e164_number, named_user = excluded.named_user, assistant_id = excluded.assistant_id,
    status = excluded.status, account_sid = excluded.account_sid, assistant_deleted = excluded.assistant_deleted
  where n is distinct from excluded;
end
$$;

create function private.note_findings(p_id bigint, p_seen_at timestamptz) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from private.inventory_verdicts;
  insert into private.inventory_verdicts select * from private.compare_numbers();
  insert into public.inventory_findings as f (key, class, sightings, first_seen_at, comparison_id)
  select x.key, x.class, 1, p_seen_at, p_id from private.inventory_verdicts x where x.class not in ('healthy', 'foreign', 'moving')
  on conflict (key) do update set
    sightings = case when f.class = excluded.class then f.sightings + 1 else 1 end,
    first_seen_at = case when f.class = excluded.class then f.first_seen_at else excluded.first_seen_at end,
    class = excluded.class, comparison_id = excluded.comparison_id;
  delete from public.inventory_findings where comparison_id <> p_id;
end
$$;
comment on function private.note_findings is 'Writes each verdict down, and counts in how many comparisons in a row each number did not agree; who agrees now, or moves, starts anew.';

create function public.request_inventory_comparison(p_idempotency_key text) returns jsonb
language sql set search_path = '' as $$ select private.request_inventory_comparison(p_idempotency_key) $$;
create function public.claim_inventory_comparison(p_id bigint, p_project_ref text) returns jsonb
language sql set search_path = '' as $$ select private.claim_inventory_comparison(p_id, p_project_ref) $$;
create function public.report_inventory_progress(p_id bigint, p_phase text, p_twilio integer, p_vapi integer) returns boolean
language sql set search_path = '' as $$ select private.report_inventory_progress(p_id, p_phase, p_twilio, p_vapi) $$;
create function public.fail_inventory_comparison(p_id bigint, p_code text) returns boolean
language sql set search_path = '' as $$ select private.fail_inventory_comparison(p_id, p_code) $$;
create function public.record_inventory(p_id bigint, p_account_sid text, p_subaccounts text, p_twilio jsonb, p_vapi jsonb) returns jsonb
language sql set search_path = '' as $$ select private.record_inventory(p_id, p_account_sid, p_subaccounts, p_twilio, p_vapi) $$;

revoke execute on function private.nudge_comparison(bigint), private.tell_inventory(bigint), private.end_dead_comparisons(),
  private.begin_comparison(uuid, text), private.request_due_comparison(), private.describe_open_comparison(),
  private.request_inventory_comparison(text), private.claim_inventory_comparison(bigint, text),
  private.report_inventory_progress(bigint, text, integer, integer), private.fail_inventory_comparison(bigint, text),
  private.record_inventory(bigint, text, text, jsonb, jsonb), private.replace_twilio_numbers(jsonb), private.replace_vapi_numbers(jsonb),
  private.note_findings(bigint, timestamptz), public.request_inventory_comparison(text), public.claim_inventory_comparison(bigint, text),
  public.report_inventory_progress(bigint, text, integer, integer), public.fail_inventory_comparison(bigint, text),
  public.record_inventory(bigint, text, text, jsonb, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function private.request_inventory_comparison(text), public.request_inventory_comparison(text) to authenticated;
grant execute on function private.claim_inventory_comparison(bigint, text), private.report_inventory_progress(bigint, text, integer, integer),
  private.fail_inventory_comparison(bigint, text), private.record_inventory(bigint, text, text, jsonb, jsonb),
  public.claim_inventory_comparison(bigint, text), public.report_inventory_progress(bigint, text, integer, integer),
  public.fail_inventory_comparison(bigint, text), public.record_inventory(bigint, text, text, jsonb, jsonb)
  to service_role;
