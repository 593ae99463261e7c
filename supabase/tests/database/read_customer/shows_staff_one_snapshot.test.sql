begin;
set local search_path = public, extensions;
select plan(20);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-00000000000a', 'a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'b@example.com');
insert into profiles (id, email, city, state, paddle_customer_id) values ('00000000-0000-0000-0000-000000000001', '1@example.com', 'Austin', 'TX', 'ctm_1');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'viewer', 'Ada');
insert into subscriptions (user_id, tier_type, status, current) values ('00000000-0000-0000-0000-000000000001', 'free', 'active', true);
update subscriptions set tier_type = 'pro' where user_id = '00000000-0000-0000-0000-000000000001';
update phone_provision_logs set status = 'failed', finished_at = now(), error_code = 'timeout', attempt = 1;
insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms)
select id, subject_id, 1, 'buy_number', 'twilio', 'unknown', now(), 15000 from phone_provision_logs where trigger_action = 'provision';
insert into phone_number_purchases (user_id, e164_number, tag, state) values ('00000000-0000-0000-0000-000000000001', '+15005550141', 't1', 'intended');
insert into staff_actions (staff_id, staff_name, action, subject_id, run_id) select '00000000-0000-0000-0000-00000000000a', 'Ada', 'check', subject_id, id from phone_provision_logs where trigger_action = 'provision';
select private.refresh_provision_customers(array['00000000-0000-0000-0000-000000000001'::uuid]);

insert into alert_incidents (rule, state, opened_at, fired_at, state_since, sentence, acknowledged_name) values
  ('twilio_errors', 'firing', now() - interval '9 min', now() - interval '8 min', now(), 'Twilio errors', 'Ada'), ('vapi_failures', 'pending', now(), null, now(), 'VAPI failures', null);
insert into paddle_events (event_id, event_type, occurred_at, paddle_subscription_id, paddle_customer_id, paddle_status, price_ids, outcome) values
  ('evt_1', 'subscription.updated', now() - interval '2 h', 'sub_1', 'ctm_1', 'active', '{pri_new}', 'unknown_price'),
  ('evt_2', 'subscription.updated', now() - interval '1 h', 'sub_2', 'ctm_2', 'active', '{pri_new}', 'unknown_customer'),
  ('evt_3', 'subscription.updated', now() - interval '3 h', 'sub_1', 'ctm_1', 'active', '{pri_new}', 'stale');

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated"}';
select throws_ok($$ select read_paddle_events() $$, 'PT403', null, 'nor what waits of Paddle');
select throws_ok($$ select read_customer('00000000-0000-0000-0000-000000000001') $$, 'PT403', null, 'a customer reads nobody, not even themselves');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
create temporary table page as select read_customer('00000000-0000-0000-0000-000000000001') as p;
select is((select p ->> 'status' from page), 'needs_attention', 'staff see the final status');
select is((select p ->> 'reason_code' from page), 'timeout', 'and the reason');
select is((select p ->> 'status' from page), (select status from provision_customers where user_id = '00000000-0000-0000-0000-000000000001'), 'the same as in the list');
select is((select p ->> 'city' from page), 'Austin', 'the profile');
select is((select p -> 'subscriptions' -> 0 ->> 'tier_type' from page), 'pro', 'the subscription');
select is((select p -> 'purchases' -> 0 ->> 'state' from page), 'intended', 'the ledger');
select is((select p -> 'rollout' ->> 'reason' from page), 'percentage', 'the rollout verdict with its reason');
select is((select (p ->> 'total')::int from page), (select count(*)::int from phone_provision_logs), 'all runs are counted');
select is((select p -> 'steps' -> 0 ->> 'step' from page), 'buy_number', 'their steps come with them');
select isnt((select p ->> 'paid_at' from page), null, 'when the customer paid');
select is((select p -> 'actions' -> 0 -> 'run' ->> 'status' from page), 'failed', 'each staff action with what came of it');
select ok((select not (p -> 'runs' -> 0 ? 'error_message') from page), 'a provider''s text stays in the database');
select is((select array_agg(i ->> 'rule' || ' ' || (i ->> 'owner')) from page, jsonb_array_elements(p -> 'incidents') i), '{"twilio_errors Ada"}', 'what fires just now, and who has it; not what is only pending');
select is((select array_agg(e ->> 'event_id' || ' ' || (e ->> 'outcome')) from page, jsonb_array_elements(p -> 'paddle_events') e), '{"evt_1 unknown_price"}', 'the events of Paddle that wait for this customer');
select is((select array_agg(e ->> 'event_id' || coalesce(' ' || right(e ->> 'user_id', 1), '')) from jsonb_array_elements(read_paddle_events()) e), '{"evt_1 1",evt_2}', 'all that wait, with the customer where one is known');
select is(read_customer('00000000-0000-0000-0000-0000000000ff'), null, 'an unknown id is nobody');

-- The ledger believes in a number that the last look did not find.
reset role;
update user_settings set vapi_assistant_id = 'asst1' where user_id = '00000000-0000-0000-0000-000000000001';
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'asst1') on conflict do nothing;
update phone_number_purchases set state = 'recorded', provider_number_id = 'PN1', assistant_id = 'asst1';
update phone_provision_logs set status = 'failed', finished_at = now(), error_code = 'number_missing' where status in ('pending', 'failed');
set local role authenticated;
select is(read_customer('00000000-0000-0000-0000-000000000001') ->> 'status', 'needs_attention', 'a failed look weighs more than the ledger');
select is(read_customer('00000000-0000-0000-0000-000000000001') ->> 'reason_code', 'number_missing', 'and is the reason');
select * from finish();
rollback;
