begin;
set local search_path = public, extensions;
select plan(32);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com'), ('00000000-0000-0000-0000-000000000001', 'in@example.com'),
  ('00000000-0000-0000-0000-000000000002', 'allowed@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'admin', 'Ada');
update rollout_flags set percentage_bp = 5000;
insert into rollout_overrides (flag, user_id, verdict) values ('phone_provisioning', '00000000-0000-0000-0000-000000000002', 'allow');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';

create function pg_temp.ended(p_status text, p_count integer, p_ago interval default '0') returns void language sql as $$
  insert into phone_provision_logs (subject_id, trigger_action, status, finished_at)
  select gen_random_uuid(), 'provision', p_status, clock_timestamp() - p_ago from generate_series(1, p_count) $$;
create function pg_temp.condition(p_key text) returns jsonb language sql as $$
  select x from rollout_guards, jsonb_array_elements(conditions) x where x ->> 'key' = p_key $$;

select is(round(private.wilson_lower_bound(1, 1), 3), 0.207, 'one failure of one is at least 20.7%');
select is(round(private.wilson_lower_bound(28, 102), 3), 0.197, '28 of 102 is at least 19.7%');
select is(private.wilson_lower_bound(0, 0), 0::numeric, 'nothing of nothing is nothing');
select ok(private.wilson_lower_bound(2, 5) > 0.10 and private.wilson_lower_bound(1, 5) < 0.10, 'two of five pass 10%, one does not');

select is(private.evaluate_rollout_guard() ->> 'state', 'not_enough_data', 'without runs there is not enough data');
select pg_temp.ended('failed', 4);
select is(private.evaluate_rollout_guard() ->> 'state', 'not_enough_data', 'four failures of four are still too few');
select pg_temp.ended('succeeded', 96);
select is(private.evaluate_rollout_guard() ->> 'state', 'healthy', 'four of a hundred may be chance');
select pg_temp.ended('failed', 20, '2 hours');
select is(private.evaluate_rollout_guard() ->> 'state', 'healthy', 'what is older than the window does not count');
select pg_temp.ended('failed', 12);
-- Staff check numbers that are there: a hundred good looks say nothing about those who enter.
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, recorded_at)
select md5('owner:' || n)::uuid, '+1512555' || 2000 + n, 't', 'recorded', 'PNowner' || n, clock_timestamp() - interval '1 day' from generate_series(1, 300) n;
insert into phone_provision_logs (subject_id, trigger_action, source, status, finished_at)
select md5('owner:' || n)::uuid, 'check', 'staff', 'succeeded', clock_timestamp() from generate_series(1, 300) n;
select is(private.evaluate_rollout_guard() ->> 'state', 'holding', 'sixteen of 112 are more than 5% for sure');
select is((select reason from rollout_guards), 'New customers stopped entering because failures passed 5%.', 'it says why');
select results_eq($$ select changed_name, kind, new_value ->> 'state' from rollout_changes $$, $$ values ('Guard', 'guard', 'holding') $$, 'the history has it');
select is_empty('select 1 from staff_actions where staff_id is not null', 'no staff member did it');
select is((pg_temp.condition('failed_customers') ->> 'hits')::int, 16, 'the condition shows its counts');
select is((pg_temp.condition('failed_customers') ->> 'total')::int, 112, 'of those who entered: work on numbers that were there is left out');
select private.evaluate_rollout_guard();
select is((select count(*)::int from rollout_changes), 1, 'holding on is no new event');

-- What it stops, and what it does not.
select throws_matching($$ select set_rollout_percentage(6000, 'More', (select version from rollout_flags)) $$, 'The guard is holding', 'raising is refused in the database');
select lives_ok($$ select set_rollout_percentage(4000, 'Less', (select version from rollout_flags)) $$, 'lowering is not');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro'), ('00000000-0000-0000-0000-000000000002', 'pro');
select is(claim_provision_run((select max(id) from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001'), 'local') ->> 'reason',
  'guard_holding', 'a run that would enter is not claimed');
select is((select waiting_for from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' and status = 'pending'), 'guard_holding', 'it waits and says for what');
select is((read_rollout_status() -> 'guard' ->> 'held')::int, 1, 'and is counted');
select is(claim_provision_run((select max(id) from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000002'), 'local') ->> 'claimed',
  'true', 'an allowed customer proves the cure');
insert into phone_number_purchases (user_id, e164_number, tag) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't');
select is((select d.desired from private.desired_state(private.provision_facts('00000000-0000-0000-0000-000000000001')) d), 'assigned', 'who owns a number is looked after');
delete from phone_number_purchases;

-- Only a person resumes.
update phone_provision_logs set finished_at = finished_at - interval '3 hours' where finished_at is not null;
select is(private.evaluate_rollout_guard() ->> 'state', 'holding', 'good times alone do not end it');
select lives_ok($$ select resume_rollout_guard('Twilio mended it') $$, 'an admin resumes');
select throws_ok($$ select resume_rollout_guard('Again') $$, 'PT409', null, 'twice is a conflict');
select is((select waiting_for from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' and status = 'pending'), null, 'who waited is due');

-- Every other condition.
insert into phone_provision_logs (subject_id, trigger_action) values ('00000000-0000-0000-0000-000000000003', 'provision');
insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms)
select (select max(id) from phone_provision_logs), '00000000-0000-0000-0000-000000000003', n, 'buy_number', 'twilio', case when n % 2 = 0 then 'failed' else 'ok' end,
  clock_timestamp(), 5 from generate_series(1, 10) n;
insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms)
select (select max(id) from phone_provision_logs), '00000000-0000-0000-0000-000000000003', n, 'find_owned', 'twilio', 'ok', clock_timestamp(), 5 from generate_series(1, 300) n;
select is(private.evaluate_rollout_guard() ->> 'reason', 'New customers stopped entering because Twilio errors passed 10%.', 'Twilio');
select is((pg_temp.condition('twilio') ->> 'total')::int, 10, 'searches and purchases count, looks at numbers that are there do not');
select resume_rollout_guard('Next');
update provision_halts set halted_at = clock_timestamp() + interval '1 second', error_code = '20003' where scope = 'twilio';
select is(private.evaluate_rollout_guard() ->> 'reason', 'New customers stopped entering because an error came that stops everybody.', 'a halt-class code');
update provision_halts set halted_at = null;
select resume_rollout_guard('Next');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, purchased_at)
values ('00000000-0000-0000-0000-000000000003', '+15125550109', 't', 'purchased', 'PN9', clock_timestamp() - interval '11 minutes');
select is(private.evaluate_rollout_guard() ->> 'reason', 'New customers stopped entering because bought numbers belong to nobody.', 'an orphaned number');
delete from phone_number_purchases;
select resume_rollout_guard('Next');
update rollout_guards set spend_limit_cents = 100;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, purchased_at)
values ('00000000-0000-0000-0000-000000000003', '+15125550109', 't', 'recorded', 'PN9', clock_timestamp());
select is(private.evaluate_rollout_guard() ->> 'reason', 'New customers stopped entering because spending passed $1 an hour.', 'spend');

-- A finished rollout is watched, not held.
select resume_rollout_guard('Done');
update rollout_flags set percentage_bp = 10000;
update rollout_changes set created_at = created_at - interval '4 days';
update phone_number_purchases set purchased_at = clock_timestamp();
select isnt(private.evaluate_rollout_guard() ->> 'state', 'holding', 'three days after everybody was let in the guard no longer holds');
select * from finish();
rollback;
