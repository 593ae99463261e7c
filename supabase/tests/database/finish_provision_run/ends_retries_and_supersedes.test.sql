begin;
set local search_path = public, extensions;
select plan(20);
update provision_settings set activated_at = now(), project_ref = 'local', max_attempts = 2;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'free');
update subscriptions set tier_type = 'pro' where user_id = '00000000-0000-0000-0000-000000000001';
insert into phone_provision_logs (user_id, subject_id, trigger_action, source) values
  ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'retry', 'staff');
create temporary table r as select row_number() over (order by id) as n, id from phone_provision_logs;
create function pg_temp.run(p integer) returns bigint language sql as $$ select id from r where n = p $$;
select claim_provision_run(pg_temp.run(2), 'local');
insert into phone_provision_logs (user_id, subject_id, trigger_action) values
  ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'release');

select is(finish_provision_run(pg_temp.run(2), 7, 'succeeded', 'assigned', null, null, null, null, '[]') ->> 'reason', 'fenced', 'a foreign attempt ends nothing');
select is(finish_provision_run(pg_temp.run(2), 1, 'retry', null, '20503', 'Twilio was unavailable', 'yes', null,
  '[{"step": "search_numbers", "provider": "twilio", "outcome": "failed", "started_at": "2026-01-01T00:00:00Z", "duration_ms": 12, "error_code": "20503", "detail": {"authToken": "x", "candidates": 0}}]') ->> 'status',
  'retry_scheduled', 'a passing failure goes again by itself');
select is((select detail from phone_provision_steps where run_id = pg_temp.run(2)), '{"candidates": 0}'::jsonb, 'only allow-listed details are kept');
select throws_ok('update phone_provision_steps set step = ''x''', '23001', null, 'a step cannot be rewritten');
select cmp_ok((select failures from phone_provision_logs where id = pg_temp.run(2)), '=', 1, 'the failure is counted');
update phone_provision_logs set next_attempt_at = now() where id = pg_temp.run(2);
select is(claim_provision_run(pg_temp.run(2), 'local') -> 'run' ->> 'attempt', '2', 'the next attempt is admitted when due');
select is(finish_provision_run(pg_temp.run(2), 2, 'halted', null, '20003', 'The key is refused', 'halt', 'twilio', '[]') ->> 'status', 'pending', 'a halt puts the run back');
select is((select failures from phone_provision_logs where id = pg_temp.run(2)), 1, 'and uses up no attempt');
select ok((select next_attempt_at > clock_timestamp() + interval '20 seconds' from phone_provision_logs where id = pg_temp.run(2)),
  'it does not go round: what settles an intent may need more than the claim knows');
select is(claim_provision_run(pg_temp.run(2), 'local') ->> 'scope', 'twilio', 'while halted, nobody who needs Twilio is admitted');
update provision_halts set halted_at = null, resumed_at = now() - interval '1 hour' where scope = 'twilio';
select is(claim_provision_run(pg_temp.run(2), 'local') -> 'claimed', 'true', 'after the resume it goes on');
select is(finish_provision_run(pg_temp.run(2), 3, 'succeeded', 'assigned', null, null, null, null, '[]', '{"purchase_id": 0, "vapi_phone_number_id": "v", "assistant_id": "a", "verified": true}') ->> 'reason',
  'conflict', 'a link to a purchase that is not the user''s is refused');
select is((select status from phone_provision_logs where id = pg_temp.run(2)), 'processing', 'and the run has not ended by that');
select is(finish_provision_run(pg_temp.run(2), 3, 'succeeded', 'assigned', null, null, null, null,
  '[{"step": "decide", "provider": "function", "outcome": "ok", "started_at": "2026-01-01T00:00:00Z", "duration_ms": 0}, {"step": "verify_link", "provider": "db", "outcome": "ok", "started_at": "2026-01-01T00:00:01Z", "duration_ms": 0, "detail": {"e164_number": "+15125550142", "provider_number_id": "PN1"}}]') ->> 'status', 'succeeded', 'the run succeeds');
select is((select payload -> 'steps' -> 1 ->> 'step' from realtime.messages where event = 'steps_added' and payload -> 'steps' -> 0 ->> 'step' = 'decide'), 'verify_link', 'its steps are told in one message, in order');
select is((select array_agg(s.detail::text) from phone_provision_steps s where s.step = 'verify_link')
  || (select array_agg(m.payload -> 'steps' -> 1 ->> 'detail') from realtime.messages m where m.event = 'steps_added' and m.payload -> 'steps' -> 1 ->> 'step' = 'verify_link'),
  array['{"e164_number": "+15125550142", "provider_number_id": "PN1"}', '{"provider_number_id": "PN1"}'], 'the number is kept with the step and travels in no message');
select is(finish_provision_run(pg_temp.run(2), 3, 'succeeded', 'assigned', null, null, null, null, '[]') ->> 'status', 'succeeded', 'and says so again when asked again');
select is((select status from phone_provision_logs where id = pg_temp.run(1)), 'superseded', 'a waiting run that the claim had seen is superseded');
select is((select status from phone_provision_logs where id = pg_temp.run(3)), 'pending', 'a staff run never is');
select is((select status from phone_provision_logs order by id desc limit 1), 'superseded', 'a run written before the last claim is covered by it');
select * from finish();
rollback;
