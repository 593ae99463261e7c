begin;
set local search_path = public, extensions;
select plan(16);
update provision_settings set activated_at = now() - interval '1 day', project_ref = 'local';
update rollout_flags set entries_per_minute = 5;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com');
insert into auth.users (id, email) select md5('user:' || n)::uuid, n || '@example.com' from generate_series(1, 22) n;
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'admin');
insert into subscriptions (user_id, tier_type) select md5('user:' || n)::uuid, case when n <= 21 then 'pro' else 'free' end from generate_series(1, 22) n;
-- Twenty were looked at while nobody was in; one paid before there was a trigger, and one has not paid yet.
delete from phone_provision_logs where subject_id in (md5('user:21')::uuid, md5('user:22')::uuid);
update phone_provision_logs set status = 'skipped', outcome = 'not_in_rollout', finished_at = now(), facts_hash = 'old';
select private.refresh_queued_customers(1000);
create function pg_temp.count_of(p_status text, p_reason text) returns integer language sql as $$
  select count(*)::int from provision_customers where status = p_status and reason_code = p_reason $$;
-- Whatever let anybody in lies so far back.
create function pg_temp.pass(p_minutes numeric) returns void language plpgsql as $$
begin
  update phone_provision_logs set created_at = created_at - p_minutes * interval '1 minute';
  update rollout_flags set updated_at = updated_at - p_minutes * interval '1 minute';
  update private.entrance set full_at = full_at - p_minutes * interval '1 minute';
end $$;

select is(pg_temp.count_of('not_in_rollout', 'not_in_rollout'), 21, 'whoever paid is outside');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
select set_rollout_percentage(10000, 'Everybody', (select version from rollout_flags));
select private.refresh_queued_customers(1000);
select is((select count(*)::int from provision_customers where status = 'being_set_up' and waiting_on = 'run'), 5, 'five enter at once');
select is(pg_temp.count_of('being_set_up', 'awaiting_turn'), 16, 'the others wait for their turn, also who never had a run');
select is((select count(*)::int from provision_customers where waiting_on = 'turn'), 16, 'which is what they wait for');
select is((select count(*)::int from provision_customers where status = 'needs_attention'), 0, 'and none of them needs a person');
select is(read_customer((select min(user_id::text)::uuid from provision_customers where waiting_on = 'turn')) ->> 'reason_code', 'awaiting_turn', 'their page says the same');
select is(private.payments_without_run(clock_timestamp() + interval '10 minutes'), 0::bigint, 'no payment was missed');

-- Whoever pays now and gets no run waits for nobody's turn.
alter table subscriptions disable trigger subscription_phone_provision_trigger;
update subscriptions set tier_type = 'pro' where user_id = md5('user:22')::uuid;
alter table subscriptions enable trigger subscription_phone_provision_trigger;
select is((select status || ' ' || reason_code from provision_customers where user_id = md5('user:22')::uuid), 'needs_attention no_run', 'a trigger that failed just now is told meanwhile');
delete from subscriptions where user_id = md5('user:22')::uuid;

select pg_temp.pass(1.5);
select is(private.enqueue_rollout_entrants(), 5, 'the next five');
select private.refresh_provision_customers(array(select user_id from provision_customers));
select is(pg_temp.count_of('being_set_up', 'awaiting_turn'), 11, 'the others go on waiting');

-- Nobody enters any more although there is room: that explains nothing.
select pg_temp.pass(4);
select private.refresh_queued_customers(1000);
select is((select count(*)::int from provision_customers where status = 'needs_attention'), 11, 'whoever waits longer than the pace explains needs a person');
select is(read_customer((select min(user_id::text)::uuid from provision_customers where status = 'needs_attention')) ->> 'status', 'needs_attention', 'on their page too');
select is(pg_temp.count_of('needs_attention', 'no_run') + pg_temp.count_of('needs_attention', 'paid'), 11, 'for want of a run');

-- Dispatch stands still: nobody is let in, and somebody must start it again.
select private.enqueue_rollout_entrants();
update provision_settings set dispatch_paused_at = now();
select private.refresh_provision_customers(array(select user_id from provision_customers));
select pg_temp.pass(10);
select private.refresh_queued_customers(1000);
select cmp_ok(pg_temp.count_of('being_set_up', 'awaiting_turn'), '>=', 5, 'a stop explains the wait for as long as it lasts');
select is(private.pace_explains_wait(), true, 'for everybody');
update provision_settings set dispatch_paused_at = null, dispatch_resumed_at = now() - interval '10 minutes';
select private.refresh_queued_customers(1000);
select is(pg_temp.count_of('being_set_up', 'awaiting_turn'), 0, 'and no longer');
select * from finish();
rollback;
