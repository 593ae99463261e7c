begin;
set local search_path = public, extensions;
select plan(39);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;
create function pg_temp.u(n integer) returns uuid language sql immutable as $$ select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid $$;
-- 1 to 5 pay and have no number; 6 has a buy of unknown outcome; 7 has a number that answers. 91 views, 92 operates, 93 administers.
insert into auth.users (id, email) select pg_temp.u(n), n || '@example.com' from unnest(array[1, 2, 3, 4, 5, 6, 7, 91, 92, 93]) n;
insert into staff_members (user_id, role, display_name) values (pg_temp.u(91), 'viewer', 'Vera'), (pg_temp.u(92), 'operator', 'Otis'), (pg_temp.u(93), 'admin', 'Ada');
insert into user_settings (user_id, vapi_assistant_id) select pg_temp.u(n), 'asst' || n from generate_series(1, 7) n;
insert into subscriptions (user_id, tier_type, status, current) select pg_temp.u(n), 'pro', 'active', true from generate_series(1, 7) n;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, assistant_id) values
  (pg_temp.u(6), '+15005550146', 't6', 'intended', null, null), (pg_temp.u(7), '+15005550147', 't7', 'recorded', 'PN7', 'asst7');
delete from phone_provision_logs;
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, error_code, finished_at, created_at)
select pg_temp.u(n), pg_temp.u(n), 'provision', case when n = 7 then 'succeeded' else 'failed' end, case n when 7 then null when 4 then '21649' else '20503' end, now(), now() - interval '1 minute'
from generate_series(1, 7) n;

create function pg_temp.failed() returns jsonb language sql as $$
  select jsonb_build_object('kind', 'runs', 'filter', jsonb_build_object('status', '["failed"]'::jsonb, 'since', now() - interval '1 hour', 'until', now() + interval '1 minute')) $$;
create function pg_temp.make(p_key text, p_expected integer default 6, p_action text default 'mend', p_scope jsonb default pg_temp.failed()) returns bigint language sql as $$
  select (public.create_bulk_job(p_scope, p_action, 'Twilio is back', p_key, p_expected, public.preview_bulk(p_scope, p_action, '{20503}') ->> 'people', '{20503}') ->> 'job_id')::bigint $$;
create function pg_temp.job(p_id bigint) returns jsonb language sql as $$ select public.read_bulk_job(p_id) $$;
create function pg_temp.be(n integer) returns void language sql as $$
  select set_config('role', 'authenticated', true), set_config('request.jwt.claims', jsonb_build_object('sub', pg_temp.u(n), 'role', 'authenticated')::text, true) $$;
create temporary table jobs (name text, id bigint);
grant all on jobs to authenticated;

select pg_temp.be(1);
select throws_ok($$ select list_bulk_jobs() $$, 'PT403', null, 'a customer sees no bulk jobs');
select pg_temp.be(91);
select throws_ok($$ select preview_bulk(pg_temp.failed(), 'mend') $$, 'PT403', null, 'a viewer previews none');
select throws_ok($$ select pg_temp.make('v') $$, 'PT403', null, 'and creates none');
select pg_temp.be(92);
select is(preview_bulk(pg_temp.failed(), 'mend', '{20503}') - 'why' - 'people', '{"total": 6, "retry": 4, "check": 1, "release": 0, "left": 1, "buys": 4}',
  'the preview says what each kind gets: an unsettled buy is looked at, what fails the same way is left');
select is(preview_bulk(pg_temp.failed(), 'mend', '{20503}') #>> '{why,0,note}', 'A retry fails the same way until the cause is mended.', 'and why somebody is left');
select is(preview_bulk(pg_temp.failed(), 'retry', '{20503}') ->> 'retry', '5', 'after the cause was mended all can be retried');
select is((preview_bulk('{"kind": "customers", "user_ids": ["00000000-0000-0000-0000-000000000007"]}', 'mend') ->> 'left')::int, 1, 'whose last run did not fail is left');
select throws_ok($$ select preview_bulk('{"kind": "runs", "filter": {"since": "2026-11-25T00:00:00Z", "until": "2026-11-26T00:00:00Z"}}', 'mend') $$, 'PT400', null, 'an empty filter is refused');
select throws_ok($$ select preview_bulk('{"kind": "runs", "filter": {"status": ["failed"]}}', 'mend') $$, 'PT400', null, 'so is one without a bounded time');
select throws_ok($$ select preview_bulk('{"kind": "runs", "filter": {"status": ["nothing"], "since": "2026-11-25T00:00:00Z", "until": "2026-11-26T00:00:00Z"}}', 'mend') $$, 'PT400', null, 'so is one that means nobody');
select throws_ok($$ select preview_bulk(pg_temp.failed(), 'release') $$, 'PT403', null, 'an operator is not offered a bulk release');
select throws_ok($$ select create_bulk_job(pg_temp.failed(), 'mend', ' ', 'k', 6, 'x') $$, 'PT400', null, 'a reason is required');
select throws_ok($$ select pg_temp.make('changed', 5) $$, 'PT409', null, 'a preview that is outdated is refused');
select throws_matching($$ select create_bulk_job('{"kind": "customers", "user_ids": ["00000000-0000-0000-0000-000000000001"]}', 'mend', 'Twilio is back', 'others', 1,
  preview_bulk('{"kind": "customers", "user_ids": ["00000000-0000-0000-0000-000000000002"]}', 'mend', '{20503}') ->> 'people', '{20503}') $$,
  'not the same customers', 'as many others are not those who were confirmed');
select is(jsonb_array_length(list_bulk_jobs()), 0, 'what was refused left no job');

insert into jobs values ('a', pg_temp.make('once'));
select is(pg_temp.make('once', 6), (select id from jobs where name = 'a'), 'the same key is the same job');
select throws_ok($$ select pg_temp.make('once', 6, 'retry') $$, 'PT409', null, 'the same key for another request is refused');
select throws_matching($$ select create_bulk_job((select scope from bulk_jobs), 'mend', 'Another reason', 'once', 6, 'x') $$, 'your press before this one is at work as bulk #.*Twilio is back',
  'nor is another reason said to be on record');
select is(jsonb_array_length(list_bulk_jobs()), 1, 'one job');
select is(pg_temp.job((select id from jobs)) #> '{job,results}', '{"waiting": 5, "left": 1}', 'the scope is frozen as items');

reset role;
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, error_code, finished_at) values (pg_temp.u(7), pg_temp.u(7), 'provision', 'failed', '20503', now());
update provision_settings set max_in_flight = 4;
select is(private.feed_bulk_jobs(), 2, 'half of the free slots are fed, however many wait');
select is((select count(*)::int from phone_provision_logs where source = 'staff' and requested_by = pg_temp.u(92) and status = 'pending'), 2, 'as runs of the staff member');
select is((select count(*)::int from staff_actions where request ? 'bulk_job_id' and run_id is not null), 2, 'each with its audit row');
select is((select count(*)::int from bulk_job_items where user_id = pg_temp.u(7)), 0, 'who failed after the creation is not swept in');
-- Three other presses of the same person are not held up by what the bulk does.
select is((select count(*)::int from staff_actions where staff_id = pg_temp.u(92) and not request ? 'bulk_job_id' and run_id is not null), 0, 'and none counts as a press of a button');

select pg_temp.be(91);
select throws_ok($$ select abort_bulk_job((select id from jobs where name = 'a')) $$, 'PT403', null, 'a viewer stops nothing');
select pg_temp.be(93);
select is(abort_bulk_job((select id from jobs where name = 'a')), '{"stopped": 3}', 'an abort stops what has not been started');
select throws_ok($$ select abort_bulk_job((select id from jobs where name = 'a')) $$, 'PT409', null, 'the second abort is told');
reset role;
select is(private.feed_bulk_jobs(), 0, 'nothing is fed after it');

-- One ends well, one fails: the failed one can be retried as a new job.
update phone_provision_logs set status = case when id = (select min(run_id) from bulk_job_items) then 'failed' else 'succeeded' end, error_code = '20503', finished_at = now()
where id in (select run_id from bulk_job_items);
select pg_temp.be(92);
select is(pg_temp.job((select id from jobs where name = 'a')) #> '{job,results}', '{"stopped": 3, "left": 1, "failed": 1, "succeeded": 1}', 'results come from the runs');
select is(jsonb_array_length(read_bulk_job((select id from jobs where name = 'a'), 'failed') -> 'items'), 1, 'the failed ones are listed');
insert into jobs values ('b', pg_temp.make('again', 1, 'retry', jsonb_build_object('kind', 'bulk', 'job_id', (select id from jobs where name = 'a'))));
select is((pg_temp.job((select id from jobs where name = 'b')) #>> '{job,retry_of}')::bigint, (select id from jobs where name = 'a'), 'and retried as a job of their own');
reset role;
update staff_members set role = 'viewer' where user_id = pg_temp.u(92);
select is(private.feed_bulk_jobs(), 0, 'who has lost the role feeds nothing');
select is((select state || ', ' || stopped_because from bulk_jobs where id = (select id from jobs where name = 'b')), 'aborted, Whoever started it may no longer do this.', 'the job says so');
select results_eq($$ select staff_id, reason, after ->> 'stopped' from staff_actions where action = 'bulk_abort' and request ->> 'bulk_job_id' = (select id::text from jobs where name = 'b') $$,
  $$ values (null::uuid, 'Whoever started it may no longer do this.', '1') $$, 'and so does the audit trail');

select pg_temp.be(93);
insert into jobs select 'hold', 0 from request_provision_run(pg_temp.u(7), 'hold', 'The court asks for it', 'hold');
select is(preview_bulk(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release') #>> '{why,0,note}',
  'A run is at work, or a colleague was first.', 'a bulk release leaves whom a colleague holds');
create temporary table held as select preview_bulk(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release') ->> 'people' as people;
reset role;
update phone_provision_logs set status = 'skipped', finished_at = now() where finished_at is null;
delete from provision_holds;
select pg_temp.be(93);
select isnt(preview_bulk(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release') ->> 'people', (select people from held), 'and who is held no more is somebody else to confirm');
select throws_ok($$ select create_bulk_job(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release', 'Fraud', 'r', 1, preview_bulk(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release') ->> 'people') $$, 'PT400', null, 'a bulk release wants its words typed');
select lives_ok($$ select create_bulk_job(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release', 'Fraud', 'r', 1, preview_bulk(jsonb_build_object('kind', 'customers', 'user_ids', jsonb_build_array(pg_temp.u(7))), 'release') ->> 'people', '{}', 'release 1') $$, 'an admin who typed them may');
select * from finish();
rollback;
