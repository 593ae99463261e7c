begin;
set local search_path = public, extensions;
select plan(18);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 5000;

-- What a customer's status is, asked again in the plainest way: one question after the other, straight at the tables.
create function pg_temp.slow_status(p_user uuid) returns text language plpgsql as $$
declare
  v_hold text; v_run text; v_code text; v_state text; v_linked text; v_assistant text; v_kinds text[]; v_kind text; v_in boolean; v_ours boolean; v_bad text; v_wants text := 'nothing'; v_waits boolean; v_why text;
begin
  select mode into v_hold from provision_holds where user_id = p_user;
  select status, error_code into v_run, v_code from phone_provision_logs where subject_id = p_user and status <> 'superseded' order by id desc limit 1;
  select state, assistant_id, failed_code into v_state, v_linked, v_bad from phone_number_purchases where user_id = p_user and state in ('intended', 'purchased', 'recorded');
  select vapi_assistant_id into v_assistant from user_settings where user_id = p_user;
  v_ours := v_state is not null or exists (select from phone_number_purchases where user_id = p_user and state = 'releasing');
  v_waits := coalesce(v_run in ('pending', 'processing', 'retry_scheduled'), false);
  -- A run that failed says it, else what the ledger kept of one, unless somebody is at it.
  if v_run = 'failed' then v_bad := coalesce(v_code, 'failed'); elsif v_waits then v_code := v_bad; v_bad := null; end if;
  if v_hold = 'freeze' then return 'on_hold/hold_freeze'; end if;
  if exists (select from phone_numbers n where n.user_id = p_user and n.status <> 'released' and n.provider <> 'twilio') then
    return case when v_bad is not null and v_ours then 'needs_attention/' || v_bad else 'needs_attention/other_provider' end;
  end if;
  if exists (select from phone_numbers n where n.user_id = p_user and n.status <> 'released' and not exists (
    select from phone_number_purchases p where p.user_id = p_user and p.provider_number_id = n.provider_number_id)) then
    return case when v_bad is not null and v_ours then 'needs_attention/' || v_bad when v_state in ('purchased', 'recorded') then 'needs_attention/integrity_issue'
      else 'not_in_rollout/legacy_number' end;
  end if;
  select array_agg(distinct case when s.status in ('cancelled', 'expired') then s.status when s.status not in ('active', 'trialing', 'past_due', 'paused') then 'unknown_status'
    when s.tier_type = 'free' then 'free_tier' when s.status = 'paused' then 'paused_subscription' else 'paid' end) into v_kinds
  from subscriptions s where s.user_id = p_user and s.current;
  v_kind := case when v_hold is not null then 'hold_' || v_hold when v_kinds is null then 'no_subscription'
    when cardinality(v_kinds) > 1 then case when v_state is not null and 'paid' = any (v_kinds) then 'paid' else 'conflicting_subscriptions' end else v_kinds[1] end;
  select coalesce((select verdict = 'allow' from rollout_overrides where flag = 'phone_provisioning' and user_id = p_user),
    private.rollout_bucket('phone_provisioning', p_user) < 5000) into v_in;
  if v_kind = 'paid' and (v_state is not null or v_in) then v_wants := 'number'; end if;
  v_why := case when v_kind = 'paid' and v_wants = 'nothing' then 'not_in_rollout' else v_kind end;
  if v_wants = 'number' then
    if v_state = 'recorded' and (v_assistant is null or v_assistant = v_linked) then
      if v_bad is not null then return 'needs_attention/' || v_bad; end if;
      if v_assistant is null then return 'being_set_up/no_assistant'; end if;
      return case when v_waits and v_code is not null then 'being_set_up/paid' else 'working/paid' end;
    end if;
    v_why := case when v_bad is not null then v_bad when v_state = 'recorded' and v_assistant is null then 'no_assistant'
      when v_state is null and v_run is null then 'no_run' else 'paid' end;
    return case when v_waits then 'being_set_up/' else 'needs_attention/' end || v_why;
  end if;
  if v_bad is not null and v_ours then return 'needs_attention/' || v_bad; end if;
  if v_why = 'not_in_rollout' then return 'not_in_rollout/not_in_rollout'; end if;
  if v_state is not null and v_linked is null and v_kind in ('free_tier', 'paused_subscription', 'hold_paused') then return 'paused/' || v_why; end if;
  if v_ours and (v_waits or v_state is null) then return 'being_set_up/' || v_why; end if;
  if v_state is not null or v_hold = 'paused' then return 'paused/' || v_why; end if;
  if v_hold = 'released' or exists (select from phone_number_purchases where user_id = p_user and state = 'released') then return 'released/' || v_why; end if;
  return 'not_eligible/' || v_why;
end $$;
create function pg_temp.wrong() returns table (user_id uuid, have text, want text) language sql as $$
  select * from (select c.user_id, c.status || '/' || c.reason_code as have, pg_temp.slow_status(c.user_id) as want from provision_customers c) x where have is distinct from want $$;

create function pg_temp.slow_wait(p_user uuid, p_status text, p_reason text) returns text language plpgsql as $$
declare v_run text;
begin
  select status into v_run from phone_provision_logs where subject_id = p_user and status <> 'superseded' order by id desc limit 1;
  if p_status = 'needs_attention' or p_status = 'on_hold' then return 'person'; end if;
  if p_status <> 'being_set_up' then return null; end if;
  if v_run = 'retry_scheduled' then return 'retry'; end if;
  if v_run = 'pending' or v_run = 'processing' then return 'run'; end if;
  return case p_reason when 'no_assistant' then 'assistant' when 'guard_holding' then 'guard' else 'run' end;
end $$;

-- 600 customers, every dimension at a stride of its own, so that the combinations mix.
create temporary table people as select g, md5('p' || g)::uuid as id from generate_series(1, 600) g;
insert into auth.users (id, email) select id, 'c' || g || '@example.com' from people;
insert into profiles (id, email) select id, 'c' || g || '@example.com' from people;
insert into user_settings (user_id, vapi_assistant_id) select id, case when g % 5 = 0 then null else 'asst' || g end from people;
alter table subscriptions disable trigger subscription_phone_provision_trigger;
insert into subscriptions (user_id, tier_type, status, current)
select id, (array['pro', 'free', 'business', 'pro'])[1 + g % 4], (array['active', 'trialing', 'past_due', 'paused', 'cancelled', 'expired', 'odd', 'active', 'active'])[1 + g % 9], g % 23 <> 0 from people;
insert into subscriptions (user_id, tier_type, status, current) select id, 'free', 'active', true from people where g % 29 = 0;
alter table subscriptions enable trigger subscription_phone_provision_trigger;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, assistant_id)
select id, '+1512' || (5550000 + g), 't', (array['intended', 'purchased', 'recorded', 'recorded', 'releasing', 'released'])[1 + g % 6],
  case when g % 6 > 0 then 'PN' || g end, case when g % 6 in (2, 3) and g % 4 > 0 then 'asst' || (g + (g % 11 = 0)::int) end from people where g % 7 > 2;
update phone_number_purchases set failed_code = 'number_missing' where state = 'recorded' and right(e164_number, 1) in ('3', '7');
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status)
select id, case when g % 37 = 0 then 'vonage' else 'twilio' end, case when g % 31 = 0 then 'PNold' || g else 'PN' || g end, '+1512' || (5550000 + g), 'active' from people where g % 37 = 0 or g % 31 = 0;
insert into provision_holds (user_id, mode) select id, (array['freeze', 'paused', 'released'])[1 + g % 3] from people where g % 13 = 0;
insert into rollout_overrides (flag, user_id, verdict) select 'phone_provisioning', id, case when g % 2 = 0 then 'allow' else 'deny' end from people where g % 17 = 0;
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, source, finished_at, error_code, lease_expires_at)
select id, id, 'provision', s, 'service', case when s in ('failed', 'succeeded', 'superseded') then now() end, case when s = 'failed' and g % 3 > 0 then (array['timeout', '21422'])[g % 3] end,
  case when s = 'processing' then now() end from (select *, (array['failed', 'succeeded', 'pending', 'processing', 'superseded', 'retry_scheduled'])[1 + g % 6] as s from people where g % 8 > 1) x;

select cmp_ok((select count(*)::int from private.customer_refresh_queue), '>=', 600, 'statements about many leave the work to the sweep');
select private.refresh_queued_customers(5000);
select is((select count(*)::int from provision_customers), 600, 'then everybody has a row');
select is_empty('select * from pg_temp.wrong()', 'and every row is what the slow recomputation finds');
select is_empty('select 1 from provision_customers where waiting_on is distinct from pg_temp.slow_wait(user_id, status, reason_code)', 'so is what each of them waits for');
select ok((select count(distinct status) = 8 from provision_customers), 'all eight statuses occurred');
select is_empty($$ (select status, reason_code, fault, retry, tier, listed, waiting_on, count(*)::bigint from provision_customers group by 1, 2, 3, 4, 5, 6, 7) except
  (select status, reason_code, fault, retry, tier, listed, waiting_on, sum(n)::bigint from private.customer_counts group by 1, 2, 3, 4, 5, 6, 7) $$, 'the sums equal the rows');

-- One statement about one customer: at once.
do $$ declare r record; begin
  for r in select * from people where g % 10 = 3 loop
    case r.g / 10 % 5
      when 0 then update subscriptions set status = 'cancelled' where user_id = r.id;
      when 1 then update subscriptions set tier_type = 'pro', status = 'active' where user_id = r.id;
      when 2 then update user_settings set vapi_assistant_id = 'other' where user_id = r.id;
      when 3 then update profiles set email = 'new' || r.g || '@example.com' where id = r.id;
      else delete from subscriptions where user_id = r.id; end case;
  end loop;
end $$;
select is_empty('select * from pg_temp.wrong()', 'a change of a host table is in the list with the statement');
select is((select count(*)::int from private.customer_refresh_queue), 0, 'nothing was left for later');
select is((select email from provision_customers join people on id = user_id where g = 33), 'new33@example.com', 'a new e-mail too');
select is_empty($$ select * from (
  select status, reason_code, fault, retry, tier, listed, waiting_on, sum(n) from private.customer_counts group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0
  except select status, reason_code, fault, retry, tier, listed, waiting_on, count(*) from provision_customers group by 1, 2, 3, 4, 5, 6, 7) x $$, 'and the sums followed');

-- What a run waits for comes with the sweep.
update phone_provision_logs set waiting_for = 'twilio_down' where id = (
  select last_run_id from provision_customers where waiting_on = 'run' and last_run_id in (select id from phone_provision_logs where status = 'pending') limit 1);
update phone_provision_logs set waiting_for = 'acquire' where id = (
  select last_run_id from provision_customers where waiting_on = 'retry' limit 1);
select private.refresh_queued_customers(5000);
select is((select string_agg(waiting_on, ' ' order by waiting_on) from provision_customers where waiting_on in ('twilio', 'stop')), 'stop twilio', 'a provider that is down, a stop that somebody must lift');
select is((select sum(n)::int from private.customer_counts where waiting_on in ('twilio', 'stop')), 2, 'the sums follow that too');
update phone_provision_logs set waiting_for = null where waiting_for is not null;
select private.refresh_queued_customers(5000);

-- A change without a run is told: once to the list, once to the customer's own page, and a look that finds nothing new is not.
create temporary table before as select id from realtime.messages;
select set_config('switchboard.broadcasts', '', true), setval('private.broadcast_count', 1, false);
update profiles set email = 'told@example.com' where id = (select id from people where g = 33);
select private.refresh_provision_customers(array(select id from people where g = 33));
select is((select string_agg(event || ' ' || replace(topic, (select id::text from people where g = 33), 'id'), ', ' order by event) from realtime.messages where id not in (select id from before)), 'customer_changed ops:user:id, customers_changed ops:console', 'who looks hears of a new e-mail');

-- Waiting counts from the change of status, not from every look.
update provision_customers set since = now() - interval '1 day' where status = 'needs_attention';
select private.refresh_provision_customers(array(select user_id from provision_customers));
select is_empty($$ select 1 from provision_customers where status = 'needs_attention' and since > now() - interval '1 hour' $$, 'looking again keeps the waiting time');

-- Rebuilding: from nothing, in slices.
delete from provision_customers;
select is((select sum(n)::int from private.customer_counts), 0, 'deleted rows leave the sums');
do $$ declare v uuid; begin loop v := private.rebuild_provision_customers(v, 500); exit when v is null; end loop; end $$;
select is_empty('select * from pg_temp.wrong()', 'a rebuild from nothing finds the same');
select is((select count(*)::int from provision_customers), 600, 'for everybody');
select is_empty($$ select status, reason_code, fault, retry, tier, listed, waiting_on, sum(n) from private.customer_counts group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0
  except select status, reason_code, fault, retry, tier, listed, waiting_on, count(*) from provision_customers group by 1, 2, 3, 4, 5, 6, 7 $$, 'and the same sums');
select * from finish();
rollback;
