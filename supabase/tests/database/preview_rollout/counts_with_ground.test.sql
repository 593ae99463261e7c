begin;
set local search_path = public, extensions;
select plan(20);
update provision_settings set activated_at = now(), project_ref = 'local', number_monthly_cents = 115;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com');
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'viewer');
-- Buckets: 1 is 1688, c0 9664-like ids are not needed; the read model is written by hand so that each row has its case.
insert into provision_customers (user_id, tier, subscription_status, rollout_bucket, e164_number, status, reason_code) values
  ('00000000-0000-0000-0000-000000000001', 'pro', 'active', 100, '+15125550101', 'working', 'paid'),
  ('00000000-0000-0000-0000-000000000002', 'pro', 'trialing', 200, null, 'being_set_up', 'paid'),
  ('00000000-0000-0000-0000-000000000003', 'Pro', 'Past_Due', 3000, null, 'not_in_rollout', 'not_in_rollout'),
  ('00000000-0000-0000-0000-000000000004', 'pro', 'active', 3500, '+15125550104', 'working', 'paid'),
  ('00000000-0000-0000-0000-000000000005', 'pro', 'active', 3600, null, 'not_in_rollout', 'legacy_number'),
  ('00000000-0000-0000-0000-000000000006', 'pro', 'active', 3700, null, 'on_hold', 'hold_freeze'),
  ('00000000-0000-0000-0000-000000000007', 'pro', 'active', 9000, null, 'not_in_rollout', 'not_in_rollout'),
  ('00000000-0000-0000-0000-000000000008', 'pro', 'active', 9100, null, 'being_set_up', 'paid'),
  ('00000000-0000-0000-0000-000000000009', 'pro', 'active', 50, null, 'not_in_rollout', 'not_in_rollout'),
  ('00000000-0000-0000-0000-000000000010', 'free', 'active', 10, null, 'not_eligible', 'free_tier'),
  ('00000000-0000-0000-0000-000000000011', 'pro', 'cancelled', 20, null, 'released', 'cancelled');
insert into rollout_overrides (flag, user_id, verdict) values ('phone_provisioning', '00000000-0000-0000-0000-000000000008', 'allow'),
  ('phone_provisioning', '00000000-0000-0000-0000-000000000009', 'deny');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values
  ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1'), ('00000000-0000-0000-0000-000000000004', '+15125550104', 't', 'recorded', 'PN4');
update rollout_flags set percentage_bp = 2500, entries_per_minute = 1;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';

create temporary table up as select * from jsonb_to_record(preview_rollout(4000)) as x(customers int, now_in int, by_percentage int, stay int, enter int, leave int,
  stay_outside int, keep_number int, purchases int, monthly_cents_now int, monthly_cents_after int, minutes int, failure_rate numeric);
select is((select customers from up), 9, 'paying customers are counted, whatever the spelling');
select is((select now_in from up), 3, 'in: two by percentage and one by name');
select is((select by_percentage from up), 2, 'of whom two by percentage');
select is((select enter from up), 4, 'four buckets lie between');
select is((select leave from up), 0, 'a raise drops nobody');
select is((select stay + enter + stay_outside from up), 9, 'everybody is counted once');
select is((select keep_number from up), 2, 'who has a number, ours or the old system''s, buys none');
select is((select purchases from up), 1, 'who is on hold buys none');
select is((select monthly_cents_after - monthly_cents_now from up), 115, 'the price of one more number');
select is((select minutes from up), 1, 'at the pace of the flag');
select is((select failure_rate from up), null, 'without an outcome in the hour no rate is made up');

create temporary table down as select * from jsonb_to_record(preview_rollout(150)) as x(enter int, leave int, leave_with_number int, stay int);
select results_eq('select enter, leave, leave_with_number, stay from down', 'values (0, 1, 0, 2)', 'lowering: who leaves, and how many of them own a number');
select throws_ok('select preview_rollout(10001)', 'PT400', null, 'more than everybody is refused');

insert into phone_provision_logs (subject_id, trigger_action, status, finished_at)
select gen_random_uuid(), 'provision', case when n = 1 then 'failed' else 'succeeded' end, clock_timestamp() from generate_series(1, 4) n;
select is((preview_rollout(4000) ->> 'failure_rate')::numeric, 0.25, 'the rate of the last hour');
-- Who failed and then succeeded is a success.
insert into phone_provision_logs (subject_id, trigger_action, status, finished_at)
select subject_id, 'retry', 'succeeded', clock_timestamp() from phone_provision_logs where status = 'failed';
select is((preview_rollout(4000) ->> 'failure_rate')::numeric, 0.00, 'goes by a user''s final outcome');

select is(explain_rollout('00000000-0000-0000-0000-000000000009') ->> 'reason', 'deny', 'why: the deny list');
select is(explain_rollout('00000000-0000-0000-0000-000000000001', 1000) -> 'at' ->> 'enabled', 'false', 'what another percentage would say');
select is((explain_rollout('00000000-0000-0000-0000-000000000001') ->> 'owns_number')::boolean, true, 'whether a number is ours already');
select is(preview_stop() ->> 'live_numbers', '2', 'a stop leaves the live numbers standing');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';
select throws_ok('select preview_rollout(100)', 'PT403', null, 'a customer is refused');
select * from finish();
rollback;
