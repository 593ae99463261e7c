-- Nudging: pg_net only wakes the function up. Losing, doubling or delaying a nudge costs nothing but time.

create function private.nudge_provision_run(p_run_id bigint) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  v_url text := private.provision_secret('provision_function_url');
  v_key text := private.provision_secret('provision_nudge_key');
  v_body jsonb;
  v_request bigint;
begin
  if v_url is null or v_key is null then return null; end if;
  select jsonb_build_object('user_id', r.subject_id, 'tier_type', s.tier_type, 'subscription_status', s.status,
    'trigger_action', r.trigger_action, 'timestamp', clock_timestamp(), 'log_id', r.id)
  into v_body
  from public.phone_provision_logs r
  left join lateral (
    select x.tier_type, x.status from public.subscriptions x where x.user_id = r.subject_id and x.current order by x.id limit 1) s on true
  where r.id = p_run_id;
  begin
    -- pg_net takes exactly this content type; the time-out is given because its three published defaults disagree.
    v_request := net.http_post(
      url := v_url,
      body := v_body,
      headers := jsonb_build_object('Content-Type', 'application/json', 'Authorization', 'Bearer ' || v_key),
      timeout_milliseconds := (select nudge_timeout_ms from public.provision_settings));
  exception when others then
    -- Whoever ends a run, presses a button or upgrades is not refused for want of a nudge; runs that nobody starts are told by an alert.
    raise warning 'phone provisioning: run % was not nudged: % %', p_run_id, sqlstate, sqlerrm;
    return null;
  end;
  update public.phone_provision_logs set response_id = v_request, nudged_at = clock_timestamp() where id = p_run_id;
  return v_request;
end
$$;
comment on function private.nudge_provision_run is 'Queues one HTTP nudge; null when Vault holds no URL or key yet, or pg_net refuses. The key opens nothing but this run.';

create function private.free_run_slots() returns integer
language plpgsql stable set search_path = ''
as $$
begin
  return (
  select case when k.dispatch_paused_at is not null then 0 else greatest(0, k.max_in_flight
    - (select count(*) from public.phone_provision_logs r where r.status = 'processing' and r.lease_expires_at >= clock_timestamp())
    - (select count(*) from public.phone_provision_logs r where r.status in ('pending', 'retry_scheduled')
        and r.nudged_at > clock_timestamp() - least(k.nudge_interval_ms, 5000) * interval '1 millisecond'))::integer end
  from public.provision_settings k
  );
end
$$;
comment on function private.free_run_slots is 'How many more runs may start now: the cap less those at work and those just nudged.';

create function private.waits_for_a_stop(p_waiting_for text) returns boolean
language sql immutable set search_path = ''
as $$ select coalesce(p_waiting_for not in ('cap_full', 'user_busy', 'draining'), false) $$;
comment on function private.waits_for_a_stop is 'True for a run whose last claim met a halt, an outage, the guard or a pause: it is likely to meet it again.';

create function private.nudge_due_runs(p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids bigint[];
  v_id bigint;
begin
  if p_limit <= 0 then return 0; end if;
  select array_agg(due.id order by due.staff desc, due.stopped, due.next_attempt_at, due.id) into v_ids from (
    select r.id, r.next_attempt_at, (r.source = 'staff') as staff, private.waits_for_a_stop(r.waiting_for) as stopped
    from public.phone_provision_logs r, public.provision_settings k
    where r.status in ('pending', 'retry_scheduled') and r.next_attempt_at <= clock_timestamp()
      and (r.nudged_at is null or r.nudged_at < clock_timestamp() - k.nudge_interval_ms * interval '1 millisecond')
      and not exists (
        select 1 from public.phone_provision_logs b
        where b.subject_id = r.subject_id and b.status = 'processing' and b.lease_expires_at >= clock_timestamp())
    order by (r.source = 'staff') desc, private.waits_for_a_stop(r.waiting_for), r.next_attempt_at, r.id
    limit p_limit for update of r skip locked) due;
  foreach v_id in array coalesce(v_ids, '{}') loop
    perform private.nudge_provision_run(v_id);
  end loop;
  return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function private.nudge_due_runs is 'Nudges up to so many runs that are due: staff first, those who met a stop last, else the longest waiting. So a halt with a backlog holds up nobody whom it does not concern.';

create function private.enqueue_run(p_subject uuid, p_action text, p_source text, p_purchase_id bigint default null) returns bigint
language plpgsql set search_path = ''
as $$
declare v_id bigint;
begin
  insert into public.phone_provision_logs (user_id, subject_id, trigger_action, source, purchase_id)
  values ((select id from auth.users where id = p_subject), p_subject, p_action, p_source, p_purchase_id)
  returning id into v_id;
  return v_id;
end
$$;
comment on function private.enqueue_run is 'Writes a run; user_id stays null when the account is gone.';

-- A released number that was to be looked for at VAPI, and that somebody else bought meanwhile: it is their link that is looked at.
create function private.pass_on_rechecks() returns void
language sql set search_path = ''
as $$
  with pairs as (
    select p.id as old_id, o.id as new_id from public.phone_number_purchases p
    join public.phone_number_purchases o on o.e164_number = p.e164_number and o.state = 'recorded'
    where p.state = 'released' and p.recheck_at <= clock_timestamp() for update skip locked)
  update public.phone_number_purchases x set recheck_at = case when x.id = pairs.new_id then clock_timestamp() end
  from pairs where x.id in (pairs.old_id, pairs.new_id)
$$;
comment on function private.pass_on_rechecks is 'Hands the mark of an uncertain import from a released number to its new owner.';

-- Ledger rows that ask for work although no run is on its way to them.
create function private.enqueue_open_purchases() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer := 0;
  v record;
begin
  perform private.pass_on_rechecks();
  for v in
    select p.id, p.user_id, p.state,
      p.state = 'recorded' and p.recheck_at <= clock_timestamp() and p.release_requested_at is null as uncertain
    from public.phone_number_purchases p
    cross join lateral (
      select case when p.state = 'recorded' then least(coalesce(p.release_requested_at, p.release_after), p.recheck_at)
        when p.state in ('lost', 'released') then p.recheck_at else p.updated_at end as due_at) d
    where ((p.state in ('intended', 'purchased', 'releasing') and p.updated_at < clock_timestamp() - interval '30 seconds')
        or (p.state = 'recorded' and coalesce(p.release_requested_at, p.release_after) <= clock_timestamp())
        or (p.state in ('lost', 'recorded', 'released') and p.recheck_at <= clock_timestamp()))
      and not exists (
        select 1 from public.phone_provision_logs r where r.subject_id = p.user_id and r.status in ('pending', 'processing', 'retry_scheduled'))
      -- A person was asked, or a hold leaves it alone: within the hour the same facts would end the same way. Changed facts bring their own run.
      and not coalesce((
        select r.status in ('failed', 'skipped') and r.finished_at > greatest(d.due_at, clock_timestamp() - interval '1 hour')
        from public.phone_provision_logs r
        where r.subject_id = p.user_id and r.status in ('succeeded', 'failed', 'skipped') order by r.id desc limit 1), false)
    order by p.updated_at limit 200
  loop
    -- One run sees to all rows of a user.
    continue when exists (
      select 1 from public.phone_provision_logs r where r.subject_id = v.user_id and r.status in ('pending', 'processing', 'retry_scheduled'));
    begin
      -- What VAPI does with it was uncertain: linked and read back once more. The mark goes when somebody has looked, not before.
      perform private.enqueue_run(v.user_id, case when v.uncertain then 'relink' when v.state in ('recorded', 'releasing', 'released') then 'release' else 'converge' end, 'sweep', v.id);
      v_count := v_count + 1;
    exception when lock_not_available then
      raise warning 'phone provisioning: user % is locked by another transaction; the next sweep comes back', v.user_id;
    end;
  end loop;
  return v_count;
end
$$;
comment on function private.enqueue_open_purchases is 'Starts runs for purchases and releases that nobody is finishing; returns how many.';

-- A transaction of the product that stays open must not hold up everybody: what it locks is left to the next sweep.
create function private.dispatch_provision_runs() returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '500ms'
as $$
declare
  v_reclaimed integer := 0;
  v_enqueued integer;
  v_nudged integer;
  v_id bigint;
begin
  for v_id in
    select id from public.phone_provision_logs
    where status = 'processing' and lease_expires_at < clock_timestamp() for update skip locked
  loop
    begin
      perform private.reclaim_expired_lease(v_id);
      v_reclaimed := v_reclaimed + 1;
    exception when lock_not_available then
      raise warning 'phone provisioning: run % is locked by another transaction; the next sweep comes back', v_id;
    end;
  end loop;
  perform private.watch_providers();
  v_enqueued := private.enqueue_open_purchases();
  v_nudged := private.nudge_due_runs(private.free_run_slots());
  perform private.refresh_queued_customers(2000);
  begin
    -- pg_net sleeps without a time-out and can miss its wake-up: mechanics of pg_net, "lost wake-up".
    perform net.wake();
  exception when others then
    raise warning 'phone provisioning: pg_net was not woken: % %', sqlstate, sqlerrm;
  end;
  return jsonb_build_object('reclaimed', v_reclaimed, 'enqueued', v_enqueued, 'nudged', v_nudged);
end
$$;
comment on function private.dispatch_provision_runs is 'The sweep: takes back expired leases, starts what the ledger asks for, nudges what is due. Every 10 s by pg_cron.';

create function private.enqueue_provision_run(p_user_id uuid, p_action text, p_source text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_id bigint;
begin
  if not exists (select 1 from auth.users where id = p_user_id)
    and not exists (select 1 from public.phone_number_purchases where user_id = p_user_id) then
    raise exception 'There is no user %.', p_user_id using errcode = 'PT404';
  end if;
  v_id := private.enqueue_run(p_user_id, p_action, p_source);
  return jsonb_build_object('run_id', v_id, 'status', 'pending');
end
$$;
comment on function private.enqueue_provision_run is 'A run for a user on behalf of the service; PT404 for somebody unknown.';

create function public.enqueue_provision_run(p_user_id uuid, p_action text, p_source text) returns jsonb
language sql set search_path = '' as $$ select private.enqueue_provision_run(p_user_id, p_action, p_source) $$;

revoke execute on function
  private.nudge_provision_run(bigint), private.free_run_slots(), private.waits_for_a_stop(text), private.nudge_due_runs(integer), private.enqueue_run(uuid, text, text, bigint),
  private.pass_on_rechecks(), private.enqueue_open_purchases(), private.dispatch_provision_runs(),
  private.enqueue_provision_run(uuid, text, text), public.enqueue_provision_run(uuid, text, text)
  from public, anon, authenticated, service_role;
grant execute on function
  private.enqueue_provision_run(uuid, text, text), public.enqueue_provision_run(uuid, text, text)
  to service_role;
