begin;
set local search_path = public, extensions;
select plan(11);
update metrics_settings set keep_runs_days = 100, keep_steps_days = 50, keep_minutes_days = 10, keep_hours_days = 60, keep_samples_days = 5, purge_batch = 2;

create function pg_temp.run(p_id bigint, p_person integer, p_days integer, p_status text) returns void language sql as $$
  insert into public.phone_provision_logs (id, subject_id, trigger_action, status, created_at, updated_at, finished_at)
  select p_id, ('00000000-0000-0000-0000-00000000000' || p_person)::uuid, 'provision', p_status, x.at, x.at, case when p_status in ('pending') then null else x.at end
  from (select now() - p_days * interval '1 day' as at) x;
$$;
select pg_temp.run(901, 1, 300, 'failed'), pg_temp.run(902, 1, 200, 'succeeded'), pg_temp.run(903, 1, 150, 'succeeded');
select pg_temp.run(904, 2, 300, 'failed'), pg_temp.run(905, 2, 290, 'superseded');
select pg_temp.run(906, 3, 300, 'pending'), pg_temp.run(907, 3, 10, 'succeeded');
insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms)
select 903, '00000000-0000-0000-0000-000000000001', 1, 'claim', 'db', 'ok', now() - d * interval '1 day', 1 from unnest(array[150, 140, 60, 49]) d;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, intended_at, releasing_at, released_at)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'released', 'PN1', now() - interval '900 days', now() - interval '800 days', now() - interval '800 days');
insert into staff_actions (action, created_at) values ('retry', now() - interval '900 days');
insert into provision_metrics_minute (metric, at, total) select 'outcome', private.minute_of(now() - d * interval '1 day'), 1 from unnest(array[9, 11, 12, 13]) d;
insert into provision_metrics_hour (metric, at, total) select 'outcome', private.hour_of(now() - d * interval '1 day'), 1 from unnest(array[59, 61]) d;
insert into net._http_response (id, created) values (-1, now() - interval '7 hours'), (-2, now());
insert into cron.job_run_details (jobid, status, start_time, end_time)
select j.jobid, case n when 3 then 'failed' else 'succeeded' end, now() - interval '30 hours' + n * interval '1 minute', now() - interval '30 hours' + n * interval '1 minute'
from cron.job j, generate_series(1, 3) n where j.jobname = 'sample_resources' order by n;

-- A job of the product, whose history is its own.
select cron.schedule('pgtap_of_the_product', '0 3 * * *', 'select 1');
insert into cron.job_run_details (jobid, status, start_time, end_time)
select j.jobid, 'failed', now() - interval '30 days', now() - interval '30 days' from cron.job j where j.jobname = 'pgtap_of_the_product';

select is(private.purge_history() - 'cron' - 'samples', '{"runs": 2, "steps": 2, "minutes": 2, "hours": 1, "responses": 1}'::jsonb, 'one batch of each kind goes at a time');
select is(private.purge_history() - 'cron' - 'samples', '{"runs": 0, "steps": 1, "minutes": 1, "hours": 0, "responses": 0}'::jsonb, 'the next job takes the rest');
select set_eq('select id from phone_provision_logs where id > 900', array[903, 904, 905, 906, 907]::bigint[],
  'a customer''s newest run stays, superseded ones do not count as newer; so does one that has not ended');
select is((select count(*)::int from phone_provision_steps where run_id = 903), 1, 'steps that are young enough stay');
select is((select count(*)::int from phone_number_purchases), 1, 'the ledger is never touched');
select is((select count(*)::int from staff_actions where action = 'retry'), 1, 'nor is the audit trail');
select is((select count(*)::int from provision_metrics_minute), 1, 'minutes that are kept are kept');
select is((select count(*)::int from net._http_response where id = -2), 1, 'and so are answers of the last hours');
select is((private.purge_history() ->> 'cron')::int >= 0, true, 'history of cron is counted as well');
select results_eq($$ select j.jobname, d.status, d.end_time from cron.job_run_details d join cron.job j using (jobid) where d.end_time < now() - interval '25 hours' and j.jobname not like 'pgtap%' $$,
  $$ values ('sample_resources', 'succeeded', now() - interval '30 hours' + interval '2 minutes') $$, 'of which the last success of a job stays while the job does');
select is((select count(*)::int from cron.job_run_details d join cron.job j using (jobid) where j.jobname = 'pgtap_of_the_product'), 1, 'what the product''s own jobs did is not ours to throw away');
select * from finish();
rollback;
