-- Bringing the read model up to date: a few users at once, many by the sweep.

-- One plan for all: making one takes as long as refreshing a customer with it.
create function private.refresh_provision_customers(p_user_ids uuid[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan'
as $$
begin
  insert into public.provision_customers as c (user_id, email, tier, subscription_status, e164_number, provider_number_id,
    vapi_phone_number_id, assistant_id, rollout_bucket, status, reason_code, last_run_id, since, fault, retry, listed, waiting_on, host_number)
  select u.user_id, f.facts -> 'profile' ->> 'email', s.tier_type, s.status, l.e164_number, l.provider_number_id,
    l.vapi_phone_number_id, l.assistant_id, (f.facts -> 'rollout' ->> 'bucket')::integer, x.status, x.reason_code, r.id,
    case when x.reason_code in ('handover_asked', 'handover_untaken') then private.handover_asked_at(u.user_id)
      else coalesce(r.finished_at, r.created_at, clock_timestamp()) end, j.fault, j.retry, coalesce(o.verdict, 'percentage'),
    private.waiting_on(x.status, x.reason_code, r.status, r.waiting_for),
    (select n ->> 'e164_number' from jsonb_array_elements(f.facts -> 'phone_numbers') n where n ->> 'e164_number' is distinct from l.e164_number limit 1)
  from (select distinct unnest(p_user_ids) as user_id) u
  cross join lateral (
    select private.provision_facts(u.user_id) || jsonb_build_object('ever_released', exists (
      select 1 from public.phone_number_purchases p where p.user_id = u.user_id and p.state = 'released')) as facts
    offset 0) f -- A fence: without it the planner reads the facts again at each mention.
  cross join lateral private.desired_state(f.facts) d
  left join lateral (
    select y.tier_type, y.status from public.subscriptions y where y.user_id = u.user_id and y.current order by y.id limit 1) s on true
  left join lateral (
    select p.e164_number, p.provider_number_id, p.vapi_phone_number_id, p.assistant_id, p.state from public.phone_number_purchases p
    where p.user_id = u.user_id and p.state in ('intended', 'purchased', 'recorded') limit 1) l on true
  left join lateral (
    select y.id, y.status, y.outcome, y.error_code, y.waiting_for, y.created_at, y.finished_at from public.phone_provision_logs y where y.subject_id = u.user_id and y.status <> 'superseded'
    order by y.id desc limit 1) r on true
  left join public.provision_customers b on b.user_id = u.user_id
  cross join lateral private.customer_status(f.facts, d.desired, d.reason, r.status, r.error_code,
    private.entry_state(u.user_id, d.desired, d.reason, r.status, r.outcome, b.reason_code)) x
  cross join lateral private.judge_reason(x.status, x.reason_code, l.state, u.user_id) j
  left join public.rollout_overrides o on o.flag = 'phone_provisioning' and o.user_id = u.user_id
  where u.user_id is not null
  on conflict (user_id) do update set
    email = coalesce(excluded.email, c.email), tier = excluded.tier, subscription_status = excluded.subscription_status,
    e164_number = excluded.e164_number, provider_number_id = excluded.provider_number_id,
    vapi_phone_number_id = excluded.vapi_phone_number_id, assistant_id = excluded.assistant_id,
    rollout_bucket = excluded.rollout_bucket, reason_code = excluded.reason_code, last_run_id = excluded.last_run_id,
    -- Nobody serves them since the old system was first asked.
    since = case when excluded.reason_code in ('handover_asked', 'handover_untaken') then excluded.since
      when c.status = excluded.status and c.reason_code <> 'handover_asked' then c.since else clock_timestamp() end,
    status = excluded.status, updated_at = clock_timestamp(), fault = excluded.fault, retry = excluded.retry, listed = excluded.listed,
    waiting_on = excluded.waiting_on, host_number = excluded.host_number;
end
$$;
comment on function private.refresh_provision_customers is 'Recomputes the read model of these users from the facts.';

-- A row that an open transaction of the host holds is left to the sweep: neither the engine nor billing waits for the other's picture.
create function private.refresh_unlocked_customers(p_user_ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_held uuid[];
begin
  with free as materialized (
    select c.user_id from public.provision_customers c where c.user_id = any (p_user_ids) for update skip locked)
  select coalesce(array_agg(c.user_id), '{}') into v_held from public.provision_customers c
  where c.user_id = any (p_user_ids) and c.user_id not in (select free.user_id from free);
  perform private.refresh_provision_customers(array(select x from unnest(p_user_ids) x where x <> all (v_held)));
  insert into private.customer_refresh_queue (user_id) select distinct x from unnest(v_held) x on conflict do nothing;
end
$$;
comment on function private.refresh_unlocked_customers is 'Refreshes those whose row is free and queues the others; waits for nobody.';

create function private.refresh_or_queue_customers(p_user_ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if cardinality(p_user_ids) <= 50 then
    perform private.refresh_unlocked_customers(p_user_ids);
  else
    insert into private.customer_refresh_queue (user_id)
    select distinct x from unnest(p_user_ids) x where x is not null on conflict do nothing;
  end if;
exception when others then
  raise warning 'read model not refreshed: % %', sqlstate, sqlerrm;
end
$$;
comment on function private.refresh_or_queue_customers is 'Refreshes a few users at once, many by the sweep; never fails its caller.';

revoke execute on function private.refresh_unlocked_customers(uuid[]), private.refresh_or_queue_customers(uuid[]) from public;
revoke execute on function private.refresh_provision_customers(uuid[]) from public;
