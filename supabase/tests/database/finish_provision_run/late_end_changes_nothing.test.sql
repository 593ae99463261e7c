begin;
set local search_path = public, extensions;
select plan(14);
update provision_settings set activated_at = now(), project_ref = 'local', max_attempts = 3, dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro');
create function pg_temp.run() returns bigint language sql as $$ select min(id) from phone_provision_logs $$;
create function pg_temp.row() returns jsonb language sql as $$ select to_jsonb(r) from phone_provision_logs r where id = pg_temp.run() $$;
create function pg_temp.claim() returns text language sql as $$
  update phone_provision_logs set next_attempt_at = clock_timestamp() where id = pg_temp.run();
  select claim_provision_run(pg_temp.run(), 'local') -> 'run' ->> 'attempt' $$;
-- The lease runs out and the sweep takes the run back.
create function pg_temp.run_out() returns text language sql as $$
  update phone_provision_logs set lease_expires_at = clock_timestamp() - interval '1 second' where id = pg_temp.run();
  select private.dispatch_provision_runs();
  select status from phone_provision_logs where id = pg_temp.run() $$;
create function pg_temp.finish(p_attempt integer, p_steps jsonb default '[]') returns jsonb language sql as $$
  select finish_provision_run(pg_temp.run(), p_attempt, 'succeeded', 'assigned', null, null, null, null, p_steps) $$;
create temporary table before (row jsonb);

select is(pg_temp.claim(), '1', 'the first attempt is at work');
select is(pg_temp.run_out(), 'retry_scheduled', 'its lease runs out and the run is taken back');
insert into before select pg_temp.row();
select is(pg_temp.finish(1, '[{"step": "decide", "provider": "function", "outcome": "ok", "started_at": "2026-01-01T00:00:00Z", "duration_ms": 1}]'),
  '{"ok": false, "reason": "fenced"}', 'its end comes late and is told so: it is no repetition, nothing had ended');
select is(pg_temp.row(), (select row from before), 'the run waits for its next attempt as before');
select is((select string_agg(step, ' ') from phone_provision_steps where run_id = pg_temp.run() and attempt = 1), 'decide', 'what it tried is kept as evidence');

select is(pg_temp.claim(), '2', 'the second attempt is at work');
update before set row = pg_temp.row();
select is(pg_temp.finish(1) ->> 'reason', 'fenced', 'the first is told again that it is late');
select is(pg_temp.row(), (select row from before), 'and leaves the second its lease');

select is(finish_provision_run(pg_temp.run(), 2, 'retry', null, '20503', 'Twilio was unavailable', 'yes', null, '[]') ->> 'status', 'retry_scheduled', 'the second ends');
update before set row = pg_temp.row();
select is(pg_temp.finish(1) ->> 'reason', 'fenced', 'the first is not answered with what the second did');
select is(pg_temp.row(), (select row from before), 'nor does it end the run');

select is(pg_temp.claim() || ' ' || pg_temp.run_out(), '3 failed', 'the last attempt dies as well, and the run has failed');
update before set row = pg_temp.row();
select is(pg_temp.finish(3) ->> 'reason', 'fenced', 'whose late success is refused');
select is(pg_temp.row(), (select row from before), 'and makes no success of a run that a person was asked about');
select * from finish();
rollback;
