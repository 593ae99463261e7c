begin;
set local search_path = public, extensions;
select plan(7);
update provision_settings set activated_at = now(), project_ref = 'local', max_in_flight = 2, dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, n || '@example.com' from generate_series(1, 260) n;
delete from vault.secrets where name in ('provision_function_url', 'provision_nudge_key');
select vault.create_secret('https://example.com/f', 'provision_function_url'), vault.create_secret('test-nudge-key', 'provision_nudge_key');
create function pg_temp.u(n integer) returns uuid language sql as $$ select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid $$;

-- A hundred wait for Twilio, which stands still; then comes one who needs only VAPI, and one who has met a full cap.
insert into phone_provision_logs (user_id, subject_id, trigger_action, waiting_for, next_attempt_at)
select pg_temp.u(n), pg_temp.u(n), 'converge', 'twilio', now() - interval '10 minutes' from generate_series(1, 100) n;
insert into phone_provision_logs (user_id, subject_id, trigger_action, waiting_for) values
  (pg_temp.u(101), pg_temp.u(101), 'relink', null), (pg_temp.u(102), pg_temp.u(102), 'relink', 'cap_full');
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 2, 'two slots are free');
select set_eq('select subject_id from phone_provision_logs where nudged_at is not null', 'select pg_temp.u(n) from generate_series(101, 102) n', 'those who met no stop go first, however long the others have waited');
select cmp_ok(private.queue_oldest_ms(clock_timestamp() + interval '5 minutes'), '>=', 300000::bigint, 'the queue is as old as who waits longest for a turn');
update phone_provision_logs set status = 'succeeded', finished_at = now(), waiting_for = null where subject_id in (pg_temp.u(101), pg_temp.u(102));
update phone_provision_logs set status = 'retry_scheduled' where subject_id = pg_temp.u(100);
select is(private.queue_oldest_ms(clock_timestamp() + interval '5 minutes'), 0::bigint, 'who waits for a stop to end is not stuck in it');
update phone_provision_logs set nudged_at = null;
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 2, 'who met a stop is tried again when nobody else is due');
update phone_provision_logs set status = 'succeeded', finished_at = now(), waiting_for = null;

-- Two hundred whose last run says that a person was asked stand before an intent that nobody settles.
insert into phone_number_purchases (user_id, e164_number, tag, updated_at)
select pg_temp.u(n), '+1512555' || lpad(n::text, 4, '0'), 't' || n, now() - interval '20 minutes' from generate_series(1, 210) n;
update phone_provision_logs set status = 'failed', error_code = '21649' where subject_id <= pg_temp.u(210);
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, finished_at, error_code)
select pg_temp.u(n), pg_temp.u(n), 'converge', 'failed', now(), '21649' from generate_series(101, 210) n;
insert into phone_number_purchases (user_id, e164_number, tag, updated_at) values (pg_temp.u(220), '+15125559999', 't220', now() - interval '10 minutes');
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 1, 'whom nobody is to ask again takes nobody''s place');
select is((select count(*)::int from phone_provision_logs where subject_id = pg_temp.u(220) and source = 'sweep'), 1, 'the unsettled buy has its run');
select * from finish();
rollback;
