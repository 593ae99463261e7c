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

revoke execute on function private.apply_staff_hold(uuid, text, text, uuid), private.await_turn(uuid), private.refuse_haste(uuid),
  private.write_staff_run(uuid, uuid, text, text, text, text, jsonb, bigint, jsonb, jsonb),
  private.start_staff_run(uuid, uuid, text, text, text, jsonb), private.require_idempotency_key(text, integer),
  private.find_replay(uuid, text, jsonb), private.request_provision_run(uuid, text, text, text), public.request_provision_run(uuid, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.request_provision_run(uuid, text, text, text), public.request_provision_run(uuid, text, text, text)
  to authenticated;
