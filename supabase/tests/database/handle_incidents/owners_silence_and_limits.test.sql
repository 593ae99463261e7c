begin;
set local search_path = public, extensions;
select plan(33);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || x)::uuid, x || '@example.com' from unnest(array['a', 'b', 'c', 'd']) x;
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'admin', 'Ada'),
  ('00000000-0000-0000-0000-00000000000b', 'operator', 'Otis'), ('00000000-0000-0000-0000-00000000000c', 'viewer', 'Vera');
insert into alert_incidents (id, rule, state, opened_at, fired_at, state_since, sentence) overriding system value
values (900, 'halted', 'firing', now(), now(), now(), 'Provisioning stands still: twilio.');
insert into alert_incidents (id, rule, state, opened_at, fired_at, resolved_at, state_since, sentence) overriding system value
values (901, 'stuck_queue', 'resolved', now(), now(), now(), now(), 'A run waited.');
create function pg_temp.as_staff(p text) returns void language sql as $$
  select set_config('request.jwt.claims', json_build_object('sub', '00000000-0000-0000-0000-00000000000' || p, 'role', 'authenticated')::text, true) $$;
set local role authenticated;

select pg_temp.as_staff('d');
select throws_ok($$ select read_alerts() $$, 'PT403', null, 'a customer reads no alerts');
select throws_ok($$ select read_incident(900) $$, 'PT403', null, 'nor an incident');
select throws_ok($$ select report_connection_failures('me', 1, now(), now()) $$, 'PT403', null, 'nor reports failures');
select pg_temp.as_staff('c');
select is(read_alerts() -> 'open' -> 0 ->> 'sentence', 'Provisioning stands still: twilio.', 'a viewer reads them');
select report_connection_failures('me', 1000000, now(), now());
reset role;
select is((select failures from private.connection_failures where reporter = 'me'), 100, 'and makes no flood of what only they saw');
set local role authenticated;
select throws_ok($$ select acknowledge_incident(900) $$, 'PT403', null, 'but takes none');
select throws_ok($$ select silence_incident(900, 60, 'Quiet') $$, 'PT403', null, 'nor silences');
select pg_temp.as_staff('b');
select lives_ok($$ select acknowledge_incident(900) $$, 'an operator takes an incident');
select lives_ok($$ select acknowledge_incident(900) $$, 'twice is the same');
select throws_ok($$ select acknowledge_incident(901) $$, 'PT409', null, 'not a resolved one');
select throws_ok($$ select acknowledge_incident(999) $$, 'PT404', null, 'not one that is not there');
select throws_ok($$ select silence_incident(900, 60, ' ') $$, 'PT400', null, 'a silence wants a reason');
select throws_ok($$ select silence_incident(900, 9999, 'Quiet') $$, 'PT400', null, 'and an end within a day');
select lives_ok($$ select silence_incident(900, 60, 'The owner is topping up') $$, 'an operator silences for an hour');
select is(read_incident(900) ->> 'silenced_name', 'Otis', 'who silenced it is shown');
select throws_ok($$ select change_alert_rule('halted', '{"enabled": false}', null, 'Noise') $$, 'PT403', null, 'an operator changes no rule');
select throws_ok($$ select send_test_notification() $$, 'PT403', null, 'nor sends a test');
select pg_temp.as_staff('a');
select throws_matching($$ select acknowledge_incident(900) $$, 'Otis took it', 'the second is told who was first');
select throws_ok($$ select change_alert_rule('twilio_errors', '{"threshold": 0.2}', '2020-01-01', 'Noise') $$, 'PT409', null, 'a stale page changes no rule');
select throws_ok(format($$ select change_alert_rule('twilio_errors', '{"threshold": 0.01}', %L, 'Noise') $$, (select updated_at from alert_rules where key = 'twilio_errors')), 'PT400', null, 'recovery must not be above the limit');
select lives_ok(format($$ select change_alert_rule('twilio_errors', '{"threshold": 0.2}', %L, 'Christmas') $$, (select updated_at from alert_rules where key = 'twilio_errors')), 'an admin changes a limit');
select throws_ok($$ select send_test_notification() $$, 'PT409', null, 'a test without a channel says so');
reset role;
select results_eq($$ select action, staff_name, reason from staff_actions where staff_id is not null order by id $$,
  $$ values ('acknowledge_incident', 'Otis', null), ('silence_incident', 'Otis', 'The owner is topping up'), ('change_alert_rule', 'Ada', 'Christmas') $$, 'all of it is audited');

select vault.create_secret('http://127.0.0.1:9/hook', 'ALERT_SLACK_URL');
insert into notification_outbox (incident_id, kind, channel, payload) values (900, 'firing', 'slack', '{}');
select is(jsonb_array_length(private.claim_notifications(10)), 1, 'a message is taken');
select is(jsonb_array_length(private.claim_notifications(10)), 0, 'by one worker');

-- In order, and not for ever.
insert into notification_outbox (incident_id, kind, channel, payload) values (900, 'resolved', 'slack', '{}'), (900, 'resolved', 'webhook', '{}');
create function pg_temp.taken() returns text language sql as $$ select string_agg(concat_ws(' ', x ->> 'channel', x ->> 'kind'), ',') from jsonb_array_elements(private.claim_notifications(10)) x $$;
create function pg_temp.finish(p_kind text, p_error text) returns void language sql as $$
  select private.finish_notification(id, p_error) from notification_outbox where incident_id = 900 and kind = p_kind and channel = 'slack' $$;
select is(pg_temp.taken(), 'webhook resolved', 'the end waits for the beginning on its own channel alone');
select pg_temp.finish('firing', 'not_taken');
select is(pg_temp.taken(), null, 'also while the beginning goes again');
select pg_temp.finish('firing', null);
select is(pg_temp.taken(), 'slack resolved', 'and follows it');
select pg_temp.finish('resolved', 'not_configured');
select is((select last_error from notification_outbox where delivered_at is null and channel = 'slack'), 'not_configured', 'a channel that is being replaced');
select isnt((select next_attempt_at from notification_outbox where delivered_at is null and channel = 'slack'), 'infinity', 'is asked again');
update notification_outbox set created_at = clock_timestamp() - interval '61 minutes', next_attempt_at = now() where channel = 'slack' and delivered_at is null;
select pg_temp.finish('resolved', 'not_configured');
select results_eq($$ select last_error, next_attempt_at from notification_outbox where channel = 'slack' and delivered_at is null $$, $$ values ('given_up', 'infinity'::timestamptz) $$, 'for an hour, then it was removed');
delete from notification_outbox where channel = 'webhook';
select pg_temp.as_staff('c');
select is(read_alerts() -> 'undelivered', '0'::jsonb, 'nobody waits for it');
select is(private.nudge_notifications(), null, 'nor is the delivery woken');
select * from finish();
rollback;
