begin;
set local search_path = public, extensions;
select plan(17);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 2) n;
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-000000000001', 'viewer');
create function pg_temp.sign_in(n integer) returns text language sql as $$
  select set_config('request.jwt.claims', json_build_object('sub', '00000000-0000-0000-0000-00000000000' || n, 'role', 'authenticated')::text, true) $$;

-- A failure now, in no minute yet; and one of the period before.
insert into phone_provision_logs (subject_id, trigger_action, status, error_code, created_at, updated_at, finished_at)
values ('00000000-0000-0000-0000-00000000000a', 'provision', 'failed', '20503', now() - interval '10 seconds', now(), now() - interval '5 seconds');
insert into phone_provision_logs (subject_id, trigger_action, status, outcome, created_at, updated_at, finished_at)
values ('00000000-0000-0000-0000-00000000000b', 'provision', 'succeeded', 'assigned', now() - interval '90 minutes', now(), now() - interval '90 minutes');
insert into provision_customers (user_id, rollout_bucket, status, reason_code) values ('00000000-0000-0000-0000-00000000000a', 1, 'needs_attention', '20503');
insert into resource_samples (sampled_at, connections, max_connections, database_bytes, blocks_hit, blocks_read, queue_depth, queue_oldest_ms, processing,
  net_queue, numbers_owned, numbers_monthly_usd, being_set_up, needs_attention, attention_by_code)
values (private.minute_of(now() - interval '61 minutes'), 3, 60, 1000, 100, 100, 1, 1000, 0, 0, 5, 5.75, 2, 4, '{"20503": 4}'),
  (private.minute_of(now()), 4, 60, 2000, 400, 200, 9, 48000, 1, 3, 6, 6.90, 3, 1, '{"20503": 1}');
select private.roll_up_metrics();

set local role authenticated;
select pg_temp.sign_in(2);
select throws_ok($$ select read_overview(60, 60, 'UTC', 60) $$, 'PT403', null, 'who is not staff reads nothing');
select pg_temp.sign_in(1);
select throws_ok($$ select read_overview(0, 60, 'UTC', 0) $$, 'PT400', null, 'a range must be a range');
select throws_ok($$ select read_overview(60, 1, 'UTC', 60) $$, 'PT400', null, 'buckets have a size');
select throws_ok($$ select read_overview(60, 60, 'Mars/Olympus', 60) $$, 'PT400', null, 'a time zone must exist');
select throws_ok($$ select read_overview(60, 60, 'UTC', 30) $$, 'PT400', null, 'a period is not compared with itself');
create temporary table answer as select read_overview(60, 60, 'America/Chicago', 60) as a;
select is((select a -> 'headline' -> 'outcome' from answer), '{"total": 1, "failed": 1}'::jsonb, 'the last seconds count, although no minute holds them yet');
select is((select a -> 'headline' -> 'outcome_before' from answer), '{"total": 1, "failed": 0}'::jsonb, 'beside the period before');
select is((select a -> 'headline' ->> 'needs_attention_before' from answer), '4', 'and what was waiting when the period began');
select is((select a -> 'failures' -> 0 from answer), '{"code": "20503", "now": 1, "before": 4, "in_period": 1}'::jsonb, 'failures by code, now, then and in between');
select is((select sum((x ->> 'customers')::int)::int from answer, jsonb_array_elements(a -> 'series') x), 1, 'figures and chart tell the same story');
select cmp_ok((select jsonb_array_length(a -> 'series') from answer), '>=', 60, 'a bucket in which nothing happened is there as well');
select is((select round((a -> 'resources' -> 'now' ->> 'cache_hits')::numeric, 2) from answer), 0.75, 'the ratio of the last hour, not since the server started');
select is((select jsonb_array_length(read_overview(60 * 24 * 2, 43200, 'America/New_York', 60 * 24 * 2) -> 'series')) between 4 and 6, true, 'long ranges have few buckets');
select is((select sum((x ->> 'customers')::int)::int from answer, jsonb_array_elements(a -> 'series_before') x), 1, 'the period before as a curve');
select is((select count(*)::int from answer, jsonb_array_elements(a -> 'series_before') b join jsonb_array_elements(a -> 'series') n on n -> 'at' = b -> 'at' where (b ->> 'customers')::int = 1), 1,
  'on the buckets of the present one');
select is((select sum((x ->> 'customers')::int)::int from jsonb_array_elements(read_overview(60, 60, 'UTC', 1440) -> 'series_before') x), 0, 'or another one');
select is((select a -> 'limits' ->> 'twilio_errors' from answer), '0.10', 'with the limits of the rules as they are');
reset role;
select * from finish();
rollback;
