begin;
set local search_path = public, extensions;
select plan(49);
update provision_settings set activated_at = null;
update alert_rules set enabled = key in ('twilio_errors', 'twilio_down', 'database_connections');
select vault.create_secret('http://127.0.0.1:9/slack', 'ALERT_SLACK_URL');
-- The clock: minutes after a fixed time.
create function pg_temp.at(p_minutes numeric) returns timestamptz language sql immutable as $$ select '2026-01-01 12:00+00'::timestamptz + p_minutes * interval '1 minute' $$;
create function pg_temp.judge(p_minutes numeric) returns void language sql as $$ select private.evaluate_alerts(pg_temp.at(p_minutes)) $$;
create function pg_temp.state_of(p_rule text) returns text language sql as $$ select state from alert_incidents where rule = p_rule order by id desc limit 1 $$;
create function pg_temp.posts(p_rule text) returns text language sql as $$
  select coalesce(string_agg(o.kind, ',' order by o.id), '') from notification_outbox o join alert_incidents i on i.id = o.incident_id where i.rule = p_rule $$;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into phone_provision_logs (id, user_id, subject_id, trigger_action) overriding system value values (900001, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'provision');
create function pg_temp.calls(p_minutes numeric, p_ok integer, p_failed integer) returns void language sql as $$
  insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, error_code)
  select 900001, '00000000-0000-0000-0000-000000000001', 1, 'search_numbers', 'twilio', case when n <= p_ok then 'ok' else 'failed' end,
    pg_temp.at(p_minutes) + n * interval '1 millisecond', 5, case when n > p_ok then '20500' end
  from generate_series(1, p_ok + p_failed) n $$;

-- Enough samples.
select pg_temp.calls(-1, 0, 1);
select pg_temp.judge(0);
select is(pg_temp.state_of('twilio_errors'), null, 'a single failure of one says nothing');
select pg_temp.calls(0, 0, 9);
select pg_temp.judge(1);
select is(pg_temp.state_of('twilio_errors'), 'pending', 'over the limit with enough samples: pending');
select is(pg_temp.posts('twilio_errors'), '', 'nobody is told of a pending one');
select pg_temp.judge(1.5);
select is(pg_temp.state_of('twilio_errors'), 'pending', 'it waits for its time');
select pg_temp.judge(2);
select is(pg_temp.state_of('twilio_errors'), 'firing', 'then it fires');
select is(pg_temp.posts('twilio_errors'), 'firing', 'and is posted once');
select pg_temp.judge(3);
select is(pg_temp.posts('twilio_errors'), 'firing', 'not again while it fires');
select matches((select sentence from alert_incidents where rule = 'twilio_errors'), '^Twilio errors are at 100%, over 10%\.$', 'its sentence has catalogue words and counts');

-- Hysteresis: between the two limits nothing changes.
select pg_temp.calls(9, 130, 0);
select pg_temp.judge(9.5);
select is((select round(value, 2) from alert_incidents where rule = 'twilio_errors'), 0.06, 'six percent: below the limit, above recovery');
select is(pg_temp.state_of('twilio_errors'), 'firing', 'between the limits it keeps firing');
select pg_temp.judge(12);
select is(pg_temp.state_of('twilio_errors'), 'recovering', 'below the recovery limit: recovering');
select pg_temp.calls(13, 0, 60);
select pg_temp.judge(13.5);
select is(pg_temp.state_of('twilio_errors'), 'firing', 'worse again: the same incident fires on');
select is((select count(*)::int from alert_incidents where rule = 'twilio_errors'), 1, 'flapping is one incident');
select is(pg_temp.posts('twilio_errors'), 'firing', 'and one post');
select pg_temp.judge(30);
select is(pg_temp.state_of('twilio_errors'), 'recovering', 'no failure left in the window: recovering');
select pg_temp.judge(34);
select is(pg_temp.state_of('twilio_errors'), 'recovering', 'recovery has its time too');
select pg_temp.judge(35);
select is(pg_temp.state_of('twilio_errors'), 'resolved', 'then it is resolved');
select is(pg_temp.posts('twilio_errors'), 'firing,resolved', 'which is posted to those who heard of it');
select pg_temp.judge(36);
select is(pg_temp.posts('twilio_errors'), 'firing,resolved', 'once');
select is((select string_agg(state, ',' order by id) from alert_incident_changes), 'pending,firing,recovering,firing,recovering,resolved', 'every change is kept');

-- A pending one that clears was never an incident.
select pg_temp.calls(40, 0, 10);
select pg_temp.judge(41);
select is(pg_temp.state_of('twilio_errors'), 'pending', 'pending again');
select pg_temp.judge(60);
select is((select count(*)::int from alert_incidents where rule = 'twilio_errors'), 1, 'and gone without a trace');

-- The cause mutes its consequences.
update provider_outages set down_since = pg_temp.at(70) where provider = 'twilio';
select pg_temp.calls(70, 0, 20);
select pg_temp.judge(71);
select is(pg_temp.state_of('twilio_down'), 'firing', 'Twilio is down');
select pg_temp.judge(73);
select is(pg_temp.state_of('twilio_errors'), 'firing', 'its consequence fires too');
select is((select c.rule from alert_incidents i join alert_incidents c on c.id = i.muted_by where i.rule = 'twilio_errors' and i.state = 'firing'), 'twilio_down', 'but is muted by the cause');
select is(pg_temp.posts('twilio_errors'), 'firing,resolved', 'and not posted');
update provider_outages set down_since = null where provider = 'twilio';
select pg_temp.judge(74); select pg_temp.judge(75.1);
select is(pg_temp.state_of('twilio_down'), 'resolved', 'the cause is over');
select is(pg_temp.posts('twilio_down'), 'firing,resolved', 'and was posted');
select pg_temp.judge(75.2);
select is(pg_temp.posts('twilio_errors'), 'firing,resolved,firing', 'a consequence that outlasts its cause is posted then');

-- A rule that is switched off leaves nothing open and mutes nobody.
update provider_outages set down_since = pg_temp.at(75.3) where provider = 'twilio';
select pg_temp.judge(75.4);
select is((select c.rule from alert_incidents i join alert_incidents c on c.id = i.muted_by where i.rule = 'twilio_errors' and i.state <> 'resolved'), 'twilio_down', 'a cause mutes as long as it is open');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-000000000001', 'admin', 'Ada');
select set_config('request.jwt.claims', '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}', true);
select lives_ok(format($$ select change_alert_rule('twilio_down', '{"enabled": false}', %L, 'Noise') $$, (select updated_at from alert_rules where key = 'twilio_down')), 'an admin switches it off while it fires');
select is(pg_temp.state_of('twilio_down'), 'resolved', 'which ends its incident');
select is((select sentence from alert_incidents where rule = 'twilio_down' order by id desc limit 1), 'Twilio does not answer. The rule was switched off.', 'and says why');
select is(pg_temp.posts('twilio_down'), 'firing,resolved,firing,resolved', 'to those who heard of it as well');
select pg_temp.judge(75.5);
select is((select count(*)::int from alert_incidents where muted_by is not null and state <> 'resolved'), 0, 'its consequences are muted no more');
update provider_outages set down_since = null where provider = 'twilio';
update alert_incidents set state = 'pending', fired_at = null where rule = 'twilio_errors' and state <> 'resolved';
update alert_rules set enabled = false where key = 'twilio_errors';
select is((select count(*)::int from alert_incidents where rule = 'twilio_errors' and state <> 'resolved'), 1, 'a suspicion');
select pg_temp.judge(75.6);
select is((select count(*)::int from alert_incidents where rule = 'twilio_errors' and state <> 'resolved'), 0, 'goes with its rule, whoever switched it off');

-- Counts, and silence.
select private.report_connection_failures('health', 3, clock_timestamp() - interval '1 minute', clock_timestamp()) from (select set_config('request.jwt.claims', '{"role": "service_role"}', true)) x;
update private.connection_failures set reported_at = pg_temp.at(80);
select pg_temp.judge(80);
select is(pg_temp.state_of('database_connections'), 'firing', 'one that waits for nothing fires at once');
update alert_incidents set silenced_until = pg_temp.at(999), silence_reason = 'Known' where rule = 'database_connections';
select pg_temp.judge(91); select pg_temp.judge(97);
select is(pg_temp.state_of('database_connections'), 'resolved', 'a silenced one resolves as any other');
select is((select silenced_until from alert_incidents where rule = 'database_connections'), null, 'and its silence ends with it');
select is((select count(*)::int from notification_outbox where channel <> 'slack'), 0, 'only configured channels get messages');

-- Every job of ours is watched, also one that is gone. The clock is far from the jobs that really run.
update alert_rules set enabled = key = 'dead_cron', recover_seconds = 0;
update provision_settings set project_ref = 'local', activated_at = pg_temp.at(100);
create function pg_temp.ran(p_job text, p_minutes numeric) returns void language sql as $$
  delete from cron.job_run_details where jobid = (select jobid from cron.job where jobname = p_job) and end_time < pg_temp.at(9999);
  insert into cron.job_run_details (jobid, status, start_time, end_time) select jobid, 'succeeded', pg_temp.at(p_minutes), pg_temp.at(p_minutes) from cron.job where jobname = p_job $$;
create function pg_temp.watched() returns text language plpgsql as $$
declare v_job text; v_unwatched text := '';
begin
  for v_job in select jobname from cron.job order by jobname loop
    perform pg_temp.ran(v_job, 110);
    if private.overdue_cron_seconds(pg_temp.at(120)) < 300 then v_unwatched := v_unwatched || v_job; end if;
    perform pg_temp.ran(v_job, 120);
  end loop;
  return v_unwatched;
end $$;
select pg_temp.ran(jobname, 120) from cron.job;
select is(private.overdue_cron_seconds(pg_temp.at(120)), 0::numeric, 'where all jobs run none is late');
select is(pg_temp.watched(), 'judge_and_notify', 'each is watched, but the judge''s own, which could not tell');
select pg_temp.judge(121);
select is(pg_temp.state_of('dead_cron'), null, 'a minute is no reason');
select cron.unschedule('settle_paddle_events');
select pg_temp.judge(125);
select is(pg_temp.state_of('dead_cron'), 'firing', 'a job that is not there is late since the oldest run that is remembered');
select pg_temp.judge(1560);
select is(pg_temp.state_of('dead_cron'), 'firing', 'for as long as it is not there');
select cron.schedule('settle_paddle_events', '* * * * *', 'select private.settle_paddle_events()');
select pg_temp.ran(jobname, 1560) from cron.job;
select pg_temp.judge(1561); select pg_temp.judge(1561.1);
select is(pg_temp.state_of('dead_cron'), 'resolved', 'until it runs');
select cron.alter_job(jobid, active => false) from cron.job where jobname = 'feed_bulk_jobs';
select cmp_ok(private.overdue_cron_seconds(pg_temp.at(1561)), '>', 300::numeric, 'one that is switched off does not run');
update provision_settings set activated_at = pg_temp.at(1560);
select cmp_ok(private.overdue_cron_seconds(pg_temp.at(1561)), '<', 61::numeric, 'nothing is late from before the activation');
select * from finish();
rollback;
