begin;
set local search_path = public, extensions;
set local timezone = 'UTC';
select plan(28);

-- In the hour before this one: it is over, and its rows are young enough to be read raw.
create temporary table clock as select private.hour_of(clock_timestamp()) - interval '30 minutes' as t;
update private.metrics_state set changed_through = (select t from clock), rolled_up_to = (select t from clock);
create function pg_temp.at(p_seconds integer) returns timestamptz language sql as $$ select t + p_seconds * interval '1 second' from pg_temp.clock $$;
create function pg_temp.person(n integer) returns uuid language sql as $$ select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid $$;
create function pg_temp.run(p_id bigint, p_person integer, p_created integer, p_finished integer, p_status text, p_outcome text, p_code text, p_action text default 'provision')
returns void language sql as $$
  insert into public.phone_provision_logs (id, subject_id, trigger_action, status, outcome, error_code, created_at, updated_at, finished_at, attempt)
  values (p_id, pg_temp.person(p_person), p_action, p_status, p_outcome, p_code, pg_temp.at(p_created), clock_timestamp(), pg_temp.at(p_finished), 1);
$$;
create function pg_temp.step(p_run bigint, p_person integer, p_step text, p_provider text, p_outcome text, p_at integer, p_ms integer, p_code text default null, p_http integer default null, p_detail jsonb default '{}')
returns void language sql as $$
  insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, error_code, http_status, detail)
  values (p_run, pg_temp.person(p_person), 1, p_step, p_provider, p_outcome, pg_temp.at(p_at), p_ms, p_code, p_http, p_detail);
$$;
create function pg_temp.cell(p_metric text, p_key text, p_second integer) returns text language sql as $$
  select m.total || ' ' || m.failed || ' ' || m.faulted from public.provision_metrics_minute m
  where m.metric = p_metric and m.key = p_key and m.at = private.minute_of(pg_temp.at(p_second));
$$;

-- One who is served, one who fails; the second is retried a minute later.
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, purchased_at)
values (pg_temp.person(1), '+15125550101', 't', 'recorded', 'PN1', pg_temp.at(4));
select pg_temp.run(901, 1, 0, 8, 'succeeded', 'assigned', null);
select pg_temp.step(901, 1, 'claim', 'db', 'ok', 1, 20);
select pg_temp.step(901, 1, 'search_numbers', 'twilio', 'ok', 2, 900, null, null, '{"candidates": 30}');
select pg_temp.step(901, 1, 'buy_number', 'twilio', 'ok', 3, 1100);
select pg_temp.step(901, 1, 'link_assistant', 'vapi', 'ok', 5, 2500);
select pg_temp.step(901, 1, 'find_import', 'vapi', 'ok', 5, 500);
select pg_temp.run(902, 2, 5, 20, 'failed', null, '20503');
select pg_temp.step(902, 2, 'claim', 'db', 'ok', 6, 20);
select pg_temp.step(902, 2, 'search_numbers', 'twilio', 'ok', 7, 800, null, null, '{"candidates": 0}');
select pg_temp.step(902, 2, 'buy_number', 'twilio', 'unknown', 8, 15000, 'timeout');
select pg_temp.step(902, 2, 'record_intent', 'db', 'failed', 8, 10, 'number_taken');
select pg_temp.step(902, 2, 'buy_number', 'twilio', 'failed', 9, 300, '21422', 400);
select pg_temp.run(903, 3, 30, 31, 'skipped', 'not_in_rollout', null);
insert into private.provision_attempts (run_id, attempt, ended_at, duration_ms, waited_ms, result, error_code)
values (901, 1, pg_temp.at(8), 7000, 900, 'succeeded', null), (902, 1, pg_temp.at(20), 14000, 1000, 'lease_expired', 'lease_expired');

select isnt(private.roll_up_metrics(), null, 'the job runs');
select is(pg_temp.cell('outcome', '', 0), '2 1 0', 'customers are counted by their final outcome; skipped is none');
select is(pg_temp.cell('failure', '20503', 0), '1 1 0', 'failures are counted by code');
select is(pg_temp.cell('provider', 'twilio', 0), '5 3 1', 'calls of a provider: failed, and those that were its own fault');
select is(pg_temp.cell('provider', 'vapi', 0), '1 0 0', 'what our functions say to each other is no call of VAPI');
select is(pg_temp.cell('provider', 'db', 0), '3 1 0', 'a refusal by our own rule is no fault of the database');
select is(pg_temp.cell('step', 'search_numbers', 0), '2 1 0', 'a search that finds nothing has failed');
select is(pg_temp.cell('step', 'link_assistant', 0), '1 0 0', 'linking is a step of its own');
select is(pg_temp.cell('call_error', 'twilio:no_numbers', 0), '1 1 0', 'calls that failed are counted by code');
select is(pg_temp.cell('attempt', '', 0), '2 1 1', 'a worker that was never heard of again is a time-out');
select is(pg_temp.cell('time_to_number', '', 0), '1 0 0', 'one number was assigned');
select set_eq($$ select key, buckets from provision_metrics_minute where metric = 'step' and key in ('claim', 'link_assistant') $$,
  $$ values ('claim', array[private.histogram_bucket(20)]), ('link_assistant', array[private.histogram_bucket(2500)]) $$, 'durations fall into the buckets of histogram_bucket');
select is((select sum_ms::int from provision_metrics_minute where metric = 'time_to_number'), 8000, 'timed from payment to linked');
select is((select string_agg(key || '=' || total, ' ' order by key) from provision_metrics_minute where metric = 'funnel'),
  '0=2 1=2 2=2 3=1 4=1 5=1 6=1 7=1', 'how far each customer came; the skipped one never was in the funnel');
select is((select string_agg(key || '=' || total, ' ') from provision_metrics_minute where metric = 'lost'), '3=1', 'and before which stage one was lost');
select is((select total || ' ' || failed from provision_metrics_hour where metric = 'provider' and key = 'twilio'), '5 3', 'hours are the sums of their minutes');

-- A run that was waiting already covers the provision run that came after it.
select pg_temp.run(910, 4, 178, 195, 'succeeded', 'assigned', null, 'converge'), pg_temp.run(911, 4, 181, 195, 'superseded', 'superseded', null);
select private.roll_up_metrics();
select is((select string_agg(total::text, ' ' order by key) from provision_metrics_minute where metric = 'funnel' and at = pg_temp.at(180)), '1 1 1 1 1 1 1 1',
  'a customer served by an earlier run came through');
delete from phone_provision_logs where id in (910, 911);
select private.roll_up_metrics(), private.rebuild_metrics((select t from clock), clock_timestamp());

-- Nothing new: not a row is written again.
create temporary table kept as select ctid::text as c, m.* from provision_metrics_minute m;
select private.roll_up_metrics();
select set_eq('select ctid::text as c from provision_metrics_minute', 'select c from kept', 'repeated, the job writes nothing');
select private.rebuild_metrics((select t from clock), clock_timestamp());
select set_eq('select ctid::text as c from provision_metrics_minute', 'select c from kept', 'rebuilt from the rows, the minutes are the same');

-- A retry that succeeds twenty minutes later takes the failure back, in the minute where it stood.
select pg_temp.run(904, 2, 1200, 1210, 'succeeded', 'assigned', null, 'retry');
select pg_temp.step(904, 2, 'verify_link', 'vapi', 'ok', 1208, 100);
-- A worker that lost its lease reports late.
select pg_temp.step(901, 1, 'verify_link', 'vapi', 'failed', 7, 400, '503', 503);
select private.roll_up_metrics();
select is(pg_temp.cell('outcome', '', 0), '1 0 0', 'a customer counts once over retries');
select is(pg_temp.cell('outcome', '', 1210), '1 0 0', 'by the outcome that was final');
select is(pg_temp.cell('failure', '20503', 0), null, 'the code of a failure that was made good is gone');
select is(pg_temp.cell('provider', 'vapi', 0), '2 1 1', 'a step that came late counts in its own minute');
select is((select total from provision_metrics_minute where metric = 'funnel' and key = '7'), 2, 'and the customer came through after all');
select is((select total from provision_metrics_hour where metric = 'failure' and key = '20503'), null, 'hours follow');

-- What reads them gives one answer, whatever is rolled up and whatever is still raw.
create temporary table whole as select * from private.metric_window('provider', 'twilio', pg_temp.at(0), clock_timestamp());
delete from provision_metrics_minute;
update private.metrics_state set rolled_up_to = pg_temp.at(0);
select results_eq($$ select * from private.metric_window('provider', 'twilio', pg_temp.at(0), clock_timestamp()) $$, 'select * from whole',
  'a window read raw equals the window of the rollups');

-- Days that are over are the sums of their hours, and a long window out of days is what it is out of minutes.
select pg_temp.run(920 + d, 10 + d, -86400 * 3 - 3600 * d, -86400 * 3 - 3600 * d + 5, 'failed', null, '20503') from generate_series(0, 9) d;
select private.rebuild_metrics((select t from clock) - interval '5 days', (select t from clock) - interval '1 day');
select is((select sum(total)::int from provision_metrics_day where metric = 'failure' and key = '20503'), 10, 'days are the sums of their hours');
select is((select sum(total)::int from private.metric_rows(array['failure'], pg_temp.at(-86400 * 5), pg_temp.at(-86400), 'day')),
  (select sum(total)::int from private.metric_rows(array['failure'], pg_temp.at(-86400 * 5), pg_temp.at(-86400), 'minute')), 'days, hours and edges together count each event once');
select * from finish();
rollback;
