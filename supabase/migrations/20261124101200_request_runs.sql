-- What staff ask for. The role is checked here, whatever the screen showed; audit row and run are one transaction.

-- What an action does to the hold, beyond starting a run.
create function private.apply_staff_hold(p_user_id uuid, p_action text, p_reason text, p_staff uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  if p_action = 'release' and private.has_second_number(p_user_id) then
    -- Ours alone goes, as if its row had been deleted; the other number and its customer are left as they are.
    delete from public.provision_holds where user_id = p_user_id;
    update public.phone_number_purchases set release_requested_at = coalesce(release_requested_at, clock_timestamp()), updated_at = clock_timestamp()
    where user_id = p_user_id and state in ('purchased', 'recorded');
  elsif p_action in ('hold', 'pause', 'release') then
    insert into public.provision_holds (user_id, mode, reason, created_by)
    values (p_user_id, case p_action when 'hold' then 'freeze' when 'pause' then 'paused' else 'released' end, p_reason, p_staff)
    on conflict (user_id) do update set mode = excluded.mode, reason = excluded.reason, created_by = excluded.created_by, created_at = now();
  elsif p_action in ('provision', 'resume', 'unhold') then
    delete from public.provision_holds where user_id = p_user_id;
  end if;
end
$$;
comment on function private.apply_staff_hold is 'hold, pause and release keep automation off; provision, resume and unhold let it back. Of a second number ours is asked back instead.';

create function private.has_second_number(p_user_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select exists (select 1 from public.provision_integrity_issues i where i.user_id = p_user_id and i.issue = 'second_number') $$;
comment on function private.has_second_number is 'True when the product names another number for this customer than the one that we own for them.';

create function private.describe_live_run(p_subject uuid) returns text
language sql stable set search_path = ''
as $$
  select case when r.source = 'staff' then coalesce(m.display_name, 'A colleague') || ' started run #' || r.id else 'Run #' || r.id || ' is at work' end
    || ', ' || greatest(0, extract(epoch from clock_timestamp() - r.created_at)::integer) || ' s ago.'
  from public.phone_provision_logs r left join public.staff_members m on m.user_id = r.requested_by
  where r.subject_id = p_subject and (
    (r.status = 'processing' and r.lease_expires_at >= clock_timestamp())
    or (r.status = 'pending' and r.source = 'staff' and r.waiting_for is null))
  order by r.id desc limit 1
$$;

-- How long ago, in one unit: for sentences that name who was first.
create function private.say_ago(p_at timestamptz) returns text
language sql stable set search_path = ''
as $$
  select case
    when s < 120 then s || ' s' when s < 7200 then s / 60 || ' min' when s < 172800 then s / 3600 || ' h' else s / 86400 || ' d' end || ' ago'
  from (select greatest(0, extract(epoch from clock_timestamp() - p_at)::integer) as s) x
$$;

create function private.describe_hold(p_user_id uuid) returns text
language sql stable set search_path = ''
as $$
  select coalesce(m.display_name, 'A colleague')
    || case h.mode when 'freeze' then ' put this customer on hold, ' when 'paused' then ' paused the number, ' else ' released the number, ' end
    || private.say_ago(h.created_at) || '.'
  from public.provision_holds h left join public.staff_members m on m.user_id = h.created_by where h.user_id = p_user_id
$$;
comment on function private.describe_hold is 'Who keeps automation off this customer, how, and since when.';

-- A page may be stale and a colleague faster: what costs money, takes away, or undoes a colleague's word is judged on the facts of now.
create function private.why_senseless(p_user_id uuid, p_action text, p_facts jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_hold text := p_facts -> 'hold' ->> 'mode';
  v_open text := (
    select x ->> 'state' from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded') limit 1);
  v_then text := case p_action when 'pause' then 'paused' when 'release' then 'released' end;
  v_desired text;
  v_reason text;
begin
  if p_action = 'resume' then return case when v_hold is distinct from 'paused' then 'The number is not paused by staff.' end; end if;
  if p_action = 'unhold' then return case when v_hold is distinct from 'freeze' then 'This customer is not on hold.' end; end if;
  -- A freeze is a colleague's word as well: nothing goes past it, whoever wants it gone says so first.
  if p_action = 'release' and v_hold = 'freeze' then return private.describe_hold(p_user_id) || ' Take the hold off first.'; end if;
  if p_action = 'check' then return null; end if;
  if v_hold is not null and v_hold is distinct from (case p_action when 'provision' then 'released' end)
    and not (p_action = 'release' and (v_hold <> 'released' or private.has_second_number(p_user_id)))
    -- Until the point of no return a release can be stopped, whatever is under way: the engine looks at the hold once more before it.
    and not (p_action = 'hold' and v_hold = 'released' and v_open in ('purchased', 'recorded')) then
    return private.describe_hold(p_user_id);
  end if;
  if p_action = 'hold' then return null; end if;
  if v_open = 'intended' then return 'The last buy has no known outcome. Check first.'; end if;
  if p_action = 'provision' and v_open is not null then
    -- Takes a release back whose number is still there.
    return case when v_hold is distinct from 'released' then 'The customer has a number already.'
      when not (p_facts ->> 'user_exists')::boolean then 'The account is gone; its number is given back by itself.' end;
  end if;
  if p_action in ('pause', 'release', 'relink') and v_open is null then return 'There is no number to ' || p_action || '.'; end if;
  if p_action = 'release' and private.has_second_number(p_user_id) then return null; end if;

  select d.desired, d.reason into v_desired, v_reason
  from private.desired_state(p_facts || jsonb_build_object('hold', case when v_then is not null then jsonb_build_object('mode', v_then) end)) d;
  if v_then is not null and v_desired <> v_then then
    return case v_reason when 'not_activated' then 'Switchboard only watches until an admin activates it.'
      when 'user_deleted' then 'The account is gone; its number is given back by itself.'
      else 'The customer''s rows contradict each other. Settle them first.' end;
  end if;
  if p_action = 'relink' and v_desired <> 'assigned' then return 'The number is not meant to answer now.'; end if;
  if p_action = 'relink' and p_facts -> 'user_settings' ->> 'vapi_assistant_id' is null then return 'There is no assistant to link the number to.'; end if;
  return null;
end
$$;
comment on function private.why_senseless is 'Why an action must not be done on these facts, as a sentence; null when it may.';

-- The run, its audit row and its nudge: all of it, or nothing.
create function private.write_staff_run(
  p_staff uuid, p_user_id uuid, p_run_action text, p_audit_action text, p_reason text, p_idempotency_key text, p_request jsonb, p_purchase_id bigint,
  p_before jsonb, p_after jsonb) returns public.phone_provision_logs
language plpgsql set search_path = ''
as $$
declare v_run public.phone_provision_logs;
begin
  insert into public.phone_provision_logs (user_id, subject_id, trigger_action, source, requested_by, reason, idempotency_key, purchase_id)
  values ((select id from auth.users where id = p_user_id), p_user_id, p_run_action, 'staff', p_staff, p_reason, p_idempotency_key, p_purchase_id)
  returning * into v_run;
  insert into public.staff_actions (staff_id, staff_name, action, subject_id, run_id, reason, idempotency_key, request, before, after)
  values (p_staff, (select coalesce(display_name, role) from public.staff_members where user_id = p_staff), p_audit_action, p_user_id, v_run.id,
    nullif(trim(p_reason), ''), p_idempotency_key, p_request, p_before, p_after);
  perform private.refresh_or_queue_customers(array[p_user_id]);
  perform private.nudge_provision_run(v_run.id);
  return v_run;
end
$$;
comment on function private.write_staff_run is 'Writes a run in the name of a staff member with its audit row, and nudges it. Whether it may be, the caller has judged.';

-- The part that one press and an item of a bulk share: judged on the facts of now, audit row and run in one transaction.
create function private.start_staff_run(p_staff uuid, p_user_id uuid, p_action text, p_reason text, p_idempotency_key text, p_request jsonb)
returns public.phone_provision_logs
language plpgsql security definer set search_path = ''
as $$
declare
  v_live text;
  v_before jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('switchboard:request:' || p_user_id, 0));
  if not exists (select 1 from auth.users where id = p_user_id) and not exists (select 1 from public.phone_number_purchases where user_id = p_user_id) then
    raise exception 'There is no customer with this id.' using errcode = 'PT404', detail = 'user_id';
  end if;
  v_live := private.describe_live_run(p_user_id);
  if v_live is not null and p_action not in ('hold', 'unhold', 'release', 'pause') then
    raise exception 'Nothing was started: %', v_live using errcode = 'PT409', detail = 'user_id';
  end if;
  v_live := private.why_senseless(p_user_id, p_action, private.provision_facts(p_user_id));
  if v_live is not null then
    raise exception 'Nothing was started: %', v_live using errcode = 'PT409', detail = 'trigger_action';
  end if;

  select to_jsonb(h) into v_before from public.provision_holds h where h.user_id = p_user_id;
  perform private.apply_staff_hold(p_user_id, p_action, p_reason, p_staff);
  return private.write_staff_run(p_staff, p_user_id, p_action, p_action, p_reason, p_idempotency_key, p_request, null, jsonb_build_object('hold', v_before),
    jsonb_build_object('hold', (select to_jsonb(h) from public.provision_holds h where h.user_id = p_user_id)));
end
$$;
comment on function private.start_staff_run is 'Starts a run in the name of a staff member whose role the caller has checked; PT404 and PT409 say why not.';

create function private.await_turn(p_staff uuid) returns void
language sql set search_path = ''
as $$ select pg_advisory_xact_lock(hashtextextended('switchboard:haste:' || p_staff, 0)) $$;
comment on function private.await_turn is 'Holds back a person''s other presses until this transaction ends. The first lock to take.';

create function private.refuse_haste(p_staff uuid) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if (select count(*) from public.staff_actions where staff_id = p_staff and run_id is not null and not request ? 'bulk_job_id'
    and created_at > now() - interval '1 minute') >= 10 then
    raise exception 'That is ten actions within a minute. Wait a moment, then go on.' using errcode = 'PT429';
  end if;
end
$$;
comment on function private.refuse_haste is 'PT429 after ten runs that one person started within a minute, bulk jobs apart. Asked in one''s turn.';

create function private.require_idempotency_key(p_key text, p_most integer default 200) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if nullif(trim(p_key), '') is null or length(p_key) > p_most then
    raise exception 'idempotency_key is missing: send a new random value for each press.' using errcode = 'PT400', detail = 'idempotency_key';
  end if;
end
$$;
comment on function private.require_idempotency_key is 'PT400 for a key that is empty or longer than so many characters.';

create function private.find_replay(p_staff uuid, p_key text, p_request jsonb) returns public.staff_actions
language plpgsql stable set search_path = ''
as $$
declare v_done public.staff_actions;
begin
  select * into v_done from public.staff_actions where staff_id = p_staff and idempotency_key = p_key;
  if v_done.id is not null and v_done.request <> p_request then
    raise exception 'This idempotency_key was used for another request.' using errcode = 'PT409', detail = 'idempotency_key';
  end if;
  return v_done;
end
$$;
comment on function private.find_replay is 'What this person''s key has done already; all null when nothing yet. PT409 when it was used for another request. Read it under the lock of what it guards.';

create function private.request_provision_run(p_user_id uuid, p_action text, p_reason text, p_idempotency_key text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := auth.uid();
  v_request jsonb := jsonb_build_object('user_id', p_user_id, 'action', p_action, 'reason', p_reason);
  v_done public.staff_actions;
  v_run public.phone_provision_logs;
begin
  if not private.has_staff_role('operator') then
    raise exception 'Only operators and admins may do this.' using errcode = 'PT403';
  end if;
  perform private.require_idempotency_key(p_idempotency_key);
  if p_action is null or p_action not in ('retry', 'provision', 'pause', 'resume', 'release', 'relink', 'check', 'hold', 'unhold') then
    raise exception 'trigger_action is not one of retry, provision, pause, resume, release, relink, check, hold, unhold.' using errcode = 'PT400', detail = 'trigger_action';
  end if;
  if p_action in ('release', 'pause', 'hold') then perform private.require_reason(p_reason); end if;

  -- The limit counts what has been written: the presses of one person go one after the other, before any other lock.
  perform private.await_turn(v_staff);
  -- Two presses of one user's button are served one after the other; so are two colleagues on one customer.
  perform pg_advisory_xact_lock(hashtextextended('switchboard:request:' || p_user_id, 0));
  v_done := private.find_replay(v_staff, p_idempotency_key, v_request);
  if v_done.id is not null then
    select * into v_run from public.phone_provision_logs where id = v_done.run_id;
    return jsonb_build_object('run_id', v_done.run_id, 'status', coalesce(v_run.status, 'pending'), 'replayed', true);
  end if;
  perform private.refuse_haste(v_staff);
  v_run := private.start_staff_run(v_staff, p_user_id, p_action, p_reason, p_idempotency_key, v_request);
  return jsonb_build_object('run_id', v_run.id, 'status', v_run.status, 'replayed', false);
end
$$;
comment on function private.request_provision_run is
  'A staff action: PT400 names the field, PT403, PT404, PT409 says who was first, PT429 after ten a minute. The same key again returns the same run.';

create function public.request_provision_run(p_user_id uuid, p_action text, p_reason text, p_idempotency_key text) returns jsonb
language sql set search_path = '' as $$ select private.request_provision_run(p_user_id, p_action, p_reason, p_idempotency_key) $$;
comment on function public.request_provision_run is 'Starts a run for a customer on behalf of the signed-in staff member (operator or above).';

revoke execute on function private.apply_staff_hold(uuid, text, text, uuid), private.describe_live_run(uuid),
  private.say_ago(timestamptz), private.has_second_number(uuid), private.await_turn(uuid), private.refuse_haste(uuid), private.describe_hold(uuid), private.why_senseless(uuid, text, jsonb),
  private.write_staff_run(uuid, uuid, text, text, text, text, jsonb, bigint, jsonb, jsonb), private.start_staff_run(uuid, uuid, text, text, text, jsonb),
  private.require_idempotency_key(text, integer), private.find_replay(uuid, text, jsonb),
  private.request_provision_run(uuid, text, text, text), public.request_provision_run(uuid, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.request_provision_run(uuid, text, text, text), public.request_provision_run(uuid, text, text, text) to authenticated;
