begin;
set local search_path = public, extensions;
select plan(14);
update alert_rules set enabled = key in ('untaken_handovers', 'foreign_numbers'), recover_seconds = 0;
update provision_settings set activated_at = null;
-- The clock: minutes after a fixed time.
create function pg_temp.at(p_minutes numeric) returns timestamptz language sql immutable as $$ select '2026-01-01 12:00+00'::timestamptz + p_minutes * interval '1 minute' $$;
create function pg_temp.state_at(p_rule text, p_minutes numeric) returns text language plpgsql as $$
begin
  perform private.evaluate_alerts(pg_temp.at(p_minutes));
  return (select i.state from alert_incidents i where i.rule = p_rule order by i.id desc limit 1);
end $$;
create function pg_temp.sentence(p_rule text) returns text language sql as $$ select sentence from alert_incidents where rule = p_rule order by id desc limit 1 $$;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 3) n;
create function pg_temp.run(n integer, p_status text, p_code text, p_finished numeric default null) returns void language sql as $$
  insert into phone_provision_logs (id, user_id, subject_id, trigger_action, status, error_code, created_at, finished_at, lease_expires_at)
  values (900000 + n, ('00000000-0000-0000-0000-00000000000' || n)::uuid, ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'provision', p_status, p_code, pg_temp.at(-60),
    pg_temp.at(p_finished), case p_status when 'processing' then pg_temp.at(999) end) $$;
create function pg_temp.tried(n integer, p_minutes numeric) returns void language sql as $$
  insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, error_code)
  values (900000 + n, ('00000000-0000-0000-0000-00000000000' || n)::uuid, 1, 'hand_over', 'function', 'failed', pg_temp.at(p_minutes), 5, 'handover_not_taken') $$;

select pg_temp.run(1, 'retry_scheduled', 'timeout');
select is(pg_temp.state_at('untaken_handovers', 0), null, 'a run that goes again for another reason is no hand-over');
select pg_temp.run(2, 'retry_scheduled', 'handover_not_taken'), pg_temp.tried(2, 0), pg_temp.tried(2, 5);
select is(pg_temp.state_at('untaken_handovers', 9.9), null, 'it counts from the first try, whatever the run had waited for before');
select is(pg_temp.state_at('untaken_handovers', 10.1), 'firing', 'after ten minutes somebody is told');
select is(pg_temp.sentence('untaken_handovers'), 'The old system has not taken a customer for 10 min; nobody serves them.', 'in words and a span');
update phone_provision_logs set status = 'processing', lease_expires_at = pg_temp.at(999) where id = 900002;
select is(pg_temp.state_at('untaken_handovers', 20), 'firing', 'while it is tried again it goes on');
select pg_temp.run(3, 'retry_scheduled', 'handover_no_answer'), pg_temp.tried(3, 18);
update phone_provision_logs set status = 'skipped', outcome = 'handed_over', error_code = null, lease_expires_at = null, finished_at = pg_temp.at(21) where id = 900002;
select is(pg_temp.state_at('untaken_handovers', 21), 'resolved', 'the next one has not waited for long');
select is(pg_temp.state_at('untaken_handovers', 28.1), 'firing', 'until it has');
update phone_provision_logs set status = 'failed', finished_at = pg_temp.at(29) where id = 900003;
select is(pg_temp.state_at('untaken_handovers', 30), 'resolved', 'a run that has ended waits for nobody');

select is(pg_temp.state_at('foreign_numbers', 31), null, 'nobody has met a number of somebody else');
update phone_provision_logs set status = 'failed', error_code = 'foreign_number', finished_at = pg_temp.at(32) where id = 900001;
select is(pg_temp.state_at('foreign_numbers', 32.1), 'firing', 'the first is told at once');
select is(pg_temp.sentence('foreign_numbers'), 'A number of somebody else was met by 1 of our runs, and left alone.', 'in words and a count');
select is(pg_temp.state_at('foreign_numbers', 91), 'firing', 'for an hour');
select is(pg_temp.state_at('foreign_numbers', 92.1), 'resolved', 'and not longer, unless there is another');
update phone_provision_logs set error_code = 'foreign_number', finished_at = pg_temp.at(93) where id = 900003;
select is(pg_temp.state_at('foreign_numbers', 93.1), 'firing', 'which is a new incident');
select * from finish();
rollback;
