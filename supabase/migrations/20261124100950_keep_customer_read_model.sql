-- The console's read model of a customer: one row, one final status. Derived; rebuilt at any time by `npm run rebuild:customers`.

-- The writes of the product must not queue up behind us where a table of its own is held: give up after two seconds, `npm run deploy` tries again.
set lock_timeout = '2s';

create table public.provision_customers (
  user_id uuid primary key,
  email text,
  tier text,
  subscription_status text,
  e164_number text,
  provider_number_id text,
  vapi_phone_number_id text,
  assistant_id text,
  rollout_bucket integer not null,
  status text not null,
  reason_code text not null,
  since timestamptz not null default clock_timestamp(),
  last_run_id bigint,
  updated_at timestamptz not null default clock_timestamp(),
  -- Whose fault it is and whether a retry is safe: only of who needs attention.
  fault text,
  retry text,
  -- How the rollout chooses: by percentage, or by a list.
  listed text not null default 'percentage',
  -- A number of the host's table that is not ours.
  host_number text,
  -- What has to happen before anything goes on: only of who is on the way or needs a person.
  waiting_on text,
  constraint waiting_on_is_known check (waiting_on in ('person', 'assistant', 'run', 'retry', 'twilio', 'vapi', 'guard', 'stop')),
  constraint listed_is_known check (listed in ('percentage', 'allow', 'deny')),
  constraint retry_is_known check (retry in ('safe', 'check_first', 'useless')),
  constraint status_is_known check (status in
    ('working', 'being_set_up', 'needs_attention', 'on_hold', 'paused', 'released', 'not_eligible', 'not_in_rollout'))
);
create index provision_customers_status_idx on public.provision_customers (status, since, user_id);
create index provision_customers_since_idx on public.provision_customers (since, user_id);
create index provision_customers_reason_idx on public.provision_customers (reason_code, since, user_id);
create index provision_customers_fault_idx on public.provision_customers (fault, since, user_id) where fault is not null;
create index provision_customers_waiting_on_idx on public.provision_customers (waiting_on, since, user_id) where waiting_on is not null;
create index provision_customers_check_first_idx on public.provision_customers (user_id) where retry = 'check_first';
create index provision_customers_by_email_idx on public.provision_customers (coalesce(email, ''), user_id);
create index provision_customers_email_prefix_idx on public.provision_customers (lower(email) text_pattern_ops);
create index provision_customers_sid_idx on public.provision_customers (provider_number_id text_pattern_ops) where provider_number_id is not null;
create index provision_customers_vapi_idx on public.provision_customers (vapi_phone_number_id) where vapi_phone_number_id is not null;
create index provision_customers_assistant_idx on public.provision_customers (assistant_id) where assistant_id is not null;
create index provision_customers_number_end_idx on public.provision_customers (reverse(e164_number) text_pattern_ops) where e164_number is not null;
create index provision_customers_host_number_idx on public.provision_customers (reverse(host_number) text_pattern_ops) where host_number is not null;
create index provision_customers_email_idx on public.provision_customers using gin (email extensions.gin_trgm_ops);
create index provision_customers_number_idx on public.provision_customers (e164_number);
alter table public.provision_customers enable row level security;
create policy provision_customers_select_staff on public.provision_customers for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.provision_customers from public, anon, authenticated, service_role;
grant select on public.provision_customers to authenticated, service_role;

create function private.customer_status(p_facts jsonb, p_desired text, p_reason text, p_run_status text, p_run_code text)
returns table (status text, reason_code text)
language plpgsql immutable set search_path = ''
as $$
declare
  v_open jsonb := (select x from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded') limit 1);
  -- Ours until the provider has taken it back.
  v_ours boolean := exists (select 1 from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded', 'releasing'));
  v_hold text := p_facts -> 'hold' ->> 'mode';
  v_waiting boolean := p_run_status in ('pending', 'processing', 'retry_scheduled');
  v_assistant text := p_facts -> 'user_settings' ->> 'vapi_assistant_id';
  -- A look that failed, say because the number is gone at the provider, weighs more than what the ledger believes, whatever runs came since.
  v_failed text := case when p_run_status = 'failed' then coalesce(p_run_code, 'failed') when not coalesce(v_waiting, false) then v_open ->> 'failed_code' end;
begin
  return query select case
    when v_hold = 'freeze' then 'on_hold'
    when p_desired = 'assigned' and v_open ->> 'state' = 'recorded' and (v_assistant is null or v_open ->> 'assistant_id' = v_assistant)
      then case when v_failed is not null then 'needs_attention' when v_assistant is null or v_open ->> 'failed_code' is not null then 'being_set_up' else 'working' end
    when p_desired = 'assigned' then case when v_waiting then 'being_set_up' else 'needs_attention' end
    when v_failed is not null and v_ours then 'needs_attention'
    when p_reason in ('integrity_issue', 'other_provider') then 'needs_attention'
    when p_reason = 'guard_holding' then 'being_set_up'
    when p_reason in ('not_in_rollout', 'handed_over', 'not_activated', 'legacy_number') then 'not_in_rollout'
    when p_desired = 'paused' and v_open ->> 'assistant_id' is null then 'paused'
    when v_ours and (v_waiting or v_open is null) then 'being_set_up'
    when v_open is not null or v_hold = 'paused' then 'paused'
    when v_hold = 'released' or p_facts ->> 'ever_released' = 'true' then 'released'
    else 'not_eligible'
  end, case
    when v_hold = 'freeze' then p_reason
    when v_failed is not null and (p_desired = 'assigned' or v_ours) then v_failed
    when p_desired = 'assigned' and v_open ->> 'state' = 'recorded' and v_assistant is null then 'no_assistant'
    when p_desired = 'assigned' and v_open is null and p_run_status is null then 'no_run'
    else p_reason
  end;
end
$$;
comment on function private.customer_status is 'The one final status of a customer and the code of its reason.';

-- In the order of the sentence that the list shows: the run that is under way says it, else the reason.
create function private.waiting_on(p_status text, p_reason text, p_run_status text, p_run_waits_for text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_status in ('needs_attention', 'on_hold') then 'person'
    when p_status <> 'being_set_up' then null
    when p_run_status in ('pending', 'retry_scheduled') and p_run_waits_for in ('twilio_down', 'vapi_down') then split_part(p_run_waits_for, '_', 1)
    when p_run_status in ('pending', 'retry_scheduled') and p_run_waits_for = 'guard_holding' then 'guard'
    when p_run_status in ('pending', 'retry_scheduled')
      and p_run_waits_for in ('acquire', 'twilio', 'vapi', 'release', 'all', 'dispatch_paused', 'project_mismatch') then 'stop'
    when p_run_status = 'retry_scheduled' then 'retry'
    when p_run_status in ('pending', 'processing') then 'run'
    when p_reason = 'no_assistant' then 'assistant'
    when p_reason = 'guard_holding' then 'guard'
    else 'run' end
$$;
comment on function private.waiting_on is 'What a customer waits for: a person, their assistant, a run or its next try, a provider that is down, the guard, a stop that somebody must lift.';

-- One plan for all: making one takes as long as refreshing a customer with it.
create function private.refresh_provision_customers(p_user_ids uuid[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan'
as $$
begin
  insert into public.provision_customers as c (user_id, email, tier, subscription_status, e164_number, provider_number_id,
    vapi_phone_number_id, assistant_id, rollout_bucket, status, reason_code, last_run_id, since, fault, retry, listed, waiting_on, host_number)
  select u.user_id, f.facts -> 'profile' ->> 'email', s.tier_type, s.status, l.e164_number, l.provider_number_id,
    l.vapi_phone_number_id, l.assistant_id, (f.facts -> 'rollout' ->> 'bucket')::integer, x.status, x.reason_code, r.id,
    coalesce(r.finished_at, r.created_at, clock_timestamp()), j.fault, j.retry, coalesce(o.verdict, 'percentage'),
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
    select y.id, y.status, y.error_code, y.waiting_for, y.created_at, y.finished_at from public.phone_provision_logs y where y.subject_id = u.user_id and y.status <> 'superseded'
    order by y.id desc limit 1) r on true
  cross join lateral private.customer_status(f.facts, d.desired, d.reason, r.status, r.error_code) x
  cross join lateral private.judge_reason(x.status, x.reason_code, l.state, u.user_id) j
  left join public.rollout_overrides o on o.flag = 'phone_provisioning' and o.user_id = u.user_id
  where u.user_id is not null
  on conflict (user_id) do update set
    email = coalesce(excluded.email, c.email), tier = excluded.tier, subscription_status = excluded.subscription_status,
    e164_number = excluded.e164_number, provider_number_id = excluded.provider_number_id,
    vapi_phone_number_id = excluded.vapi_phone_number_id, assistant_id = excluded.assistant_id,
    rollout_bucket = excluded.rollout_bucket, reason_code = excluded.reason_code, last_run_id = excluded.last_run_id,
    since = case when c.status = excluded.status then c.since else clock_timestamp() end,
    status = excluded.status, updated_at = clock_timestamp(), fault = excluded.fault, retry = excluded.retry, listed = excluded.listed,
    waiting_on = excluded.waiting_on, host_number = excluded.host_number;
end
$$;
comment on function private.refresh_provision_customers is 'Recomputes the read model of these users from the facts.';

-- Statements that touch more users than this leave the refresh to the sweep: billing never waits.
create table private.customer_refresh_queue (
  user_id uuid primary key,
  queued_at timestamptz not null default clock_timestamp()
);

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

-- What a run waits for changes at each claim that is refused, under the claim's lock: the picture follows with the sweep.
create function private.refresh_waiting_customers(p_limit integer) returns void
language sql security definer set search_path = ''
as $$
  with moved as (
    select c.user_id, w.waiting_on from public.phone_provision_logs r
    join public.provision_customers c on c.user_id = r.subject_id and c.last_run_id = r.id
    cross join lateral (select private.waiting_on(c.status, c.reason_code, r.status, r.waiting_for) as waiting_on) w
    where r.status in ('pending', 'retry_scheduled') and w.waiting_on is distinct from c.waiting_on
    limit p_limit for update of c skip locked)
  update public.provision_customers c set waiting_on = moved.waiting_on, updated_at = clock_timestamp() from moved where c.user_id = moved.user_id
$$;
comment on function private.refresh_waiting_customers is 'Brings what customers wait for up to what their open runs wait for.';

-- A row that an open transaction has just written cannot be seen, only met. Who meets one is put back, and after the third so is the rest.
create function private.refresh_or_put_back(p_user_ids uuid[]) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
declare
  v_id uuid;
  v_met integer := 0;
begin
  perform private.refresh_unlocked_customers(p_user_ids);
exception when lock_not_available then
  foreach v_id in array p_user_ids loop
    begin
      if v_met < 3 then perform private.refresh_unlocked_customers(array[v_id]); continue; end if;
    exception when lock_not_available then
      v_met := v_met + 1;
    end;
    insert into private.customer_refresh_queue (user_id) values (v_id) on conflict do nothing;
  end loop;
end
$$;
comment on function private.refresh_or_put_back is 'Refreshes these users; whoever is held by an open transaction goes back into the queue.';

create function private.refresh_queued_customers(p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare v_ids uuid[];
begin
  with taken as (
    delete from private.customer_refresh_queue where user_id in (
      select user_id from private.customer_refresh_queue order by queued_at limit p_limit for update skip locked)
    returning user_id)
  select array_agg(user_id) into v_ids from taken;
  if v_ids is not null then perform private.refresh_or_put_back(v_ids); end if;
  perform private.refresh_waiting_customers(p_limit);
  perform private.fold_customer_counts();
  return coalesce(cardinality(v_ids), 0);
end
$$;
comment on function private.refresh_queued_customers is 'Works off the queue of read-model rows that bulk statements left behind.';

create function private.picked(p_row jsonb, p_columns text[]) returns jsonb
language sql immutable set search_path = ''
as $$ select jsonb_object_agg(c, p_row -> c) from unnest(p_columns) c $$;
comment on function private.picked is 'Some columns of a row.';

-- The arguments are the columns on which a customer's picture rests, first the one that names the user. A product writes its rows for many
-- other reasons, some of them every few seconds ("last seen"): what changes nothing here costs its transaction no picture and no lock.
create function private.refresh_customers_after_change() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '250ms'
as $$
declare v_ids uuid[];
begin
  -- A run's own writes are shown by its end, which refreshes in any case.
  if current_setting('switchboard.refresh_at_end', true) = 'on' then return null; end if;
  if tg_op = 'DELETE' then
    select array_agg(distinct to_jsonb(o) ->> tg_argv[0]) into v_ids from old_rows o;
  elsif tg_op = 'UPDATE' and not exists (select 1 from new_rows offset 50) then
    -- Rows that are there before and after say nothing, whichever they are; a user who loses a row is in what was before. So many as
    -- go into the queue anyway are not compared: that would cost a bulk more than it saves.
    with old_parts as materialized (select private.picked(to_jsonb(o), tg_argv) as part from old_rows o),
      new_parts as materialized (select private.picked(to_jsonb(n), tg_argv) as part from new_rows n)
    select array_agg(distinct x.part ->> tg_argv[0]) into v_ids from (
      (select part from new_parts except all select part from old_parts) union all (select part from old_parts except all select part from new_parts)) x;
  else
    select array_agg(distinct to_jsonb(n) ->> tg_argv[0]) into v_ids from new_rows n;
  end if;
  v_ids := array_remove(v_ids, null);
  if cardinality(v_ids) > 0 then perform private.refresh_or_queue_customers(v_ids); end if;
  return null;
exception when others then
  raise warning 'read model not refreshed: % %', sqlstate, sqlerrm;
  return null;
end
$$;

-- Runs that nobody writes with a host row: asked for, swept up, found by the drift scan. What a claim does to a run changes nothing here.
create function private.refresh_customers_after_run() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare v_ids uuid[];
begin
  select array_agg(distinct n.subject_id) into v_ids from new_rows n where n.source not in ('trigger', 'staff');
  if v_ids is not null then perform private.refresh_or_queue_customers(v_ids); end if;
  return null;
end
$$;
create trigger refresh_provision_customers_insert after insert on public.phone_provision_logs referencing new table as new_rows
for each statement execute function private.refresh_customers_after_run();

do $$
declare v record;
begin
  for v in values
    ('profiles', 'id, email'),
    ('subscriptions', 'user_id, tier_type, status, current'),
    ('phone_numbers', 'user_id, provider, provider_number_id, e164_number, status'),
    ('user_settings', 'user_id, vapi_assistant_id')
  loop
    execute format('create trigger refresh_provision_customers_insert after insert on public.%I referencing new table as new_rows
      for each statement execute function private.refresh_customers_after_change(%s)', v.column1, v.column2);
    execute format('create trigger refresh_provision_customers_update after update on public.%I referencing old table as old_rows new table as new_rows
      for each statement execute function private.refresh_customers_after_change(%s)', v.column1, v.column2);
    execute format('create trigger refresh_provision_customers_delete after delete on public.%I referencing old table as old_rows
      for each statement execute function private.refresh_customers_after_change(%s)', v.column1, v.column2);
  end loop;
end
$$;

revoke execute on function private.picked(jsonb, text[]), private.refresh_unlocked_customers(uuid[]), private.refresh_or_queue_customers(uuid[]), private.refresh_or_put_back(uuid[]), private.refresh_queued_customers(integer), private.refresh_customers_after_change(),
  private.refresh_customers_after_run() from public;
revoke execute on function private.waiting_on(text, text, text, text), private.refresh_waiting_customers(integer) from public;
revoke execute on function private.customer_status(jsonb, text, text, text, text), private.refresh_provision_customers(uuid[]) from public;

reset lock_timeout;
