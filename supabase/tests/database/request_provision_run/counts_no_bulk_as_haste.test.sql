begin;
set local search_path = public, extensions;
select plan(6);
update provision_settings set activated_at = now(), project_ref = 'local', dispatch_paused_at = null, max_in_flight = 100;
update rollout_flags set percentage_bp = 10000;
create function pg_temp.u(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid $$;
-- 1 to 21 pay and have failed; 92 operates.
insert into auth.users (id, email) select pg_temp.u(n), n || '@example.com' from generate_series(1, 21) n union all select pg_temp.u(92), '92@example.com';
insert into staff_members (user_id, role, display_name) values (pg_temp.u(92), 'operator', 'Otis');
insert into user_settings (user_id, vapi_assistant_id) select pg_temp.u(n), 'asst' || n from generate_series(1, 21) n;
insert into subscriptions (user_id, tier_type, status, current) select pg_temp.u(n), 'pro', 'active', true from generate_series(1, 21) n;
delete from phone_provision_logs;
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, error_code, finished_at)
select pg_temp.u(n), pg_temp.u(n), 'provision', 'failed', '20503', now() from generate_series(1, 21) n;
create temporary table scope as select jsonb_build_object('kind', 'customers', 'user_ids', jsonb_agg(pg_temp.u(n))) as scope from generate_series(1, 10) n;
grant select on scope to authenticated;
create function pg_temp.press(n integer) returns text language sql as $$ select request_provision_run(pg_temp.u(n), 'retry', null, 'press ' || n) ->> 'status' $$;

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000092", "role": "authenticated"}';
set local role authenticated;
select lives_ok($$ select create_bulk_job(scope, 'retry', 'Twilio is back', 'bulk', 10, preview_bulk(scope, 'retry', '{20503}') ->> 'people', '{20503}') from scope $$, 'an operator retries ten');
reset role;
select is(private.feed_bulk_jobs() + private.feed_bulk_jobs(), 10, 'all ten are started within the minute');
select is((select count(*)::int from staff_actions where staff_id = pg_temp.u(92) and run_id is not null), 10, 'in the name of the operator');
set local role authenticated;
select is(pg_temp.press(11), 'pending', 'who may press a button beside that');
select is((select string_agg(distinct pg_temp.press(n), ' ') from generate_series(12, 20) n), 'pending', 'ten times within the minute');
select throws_ok('select pg_temp.press(21)', 'PT429', null, 'and no more');
select * from finish();
rollback;
