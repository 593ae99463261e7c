begin;
set local search_path = public, extensions;
select plan(14);
update provision_settings set activated_at = now(), project_ref = 'local', max_attempts = 3, backoff_base_ms = 1000, backoff_cap_ms = 5000, dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com'), ('00000000-0000-0000-0000-000000000003', '3@example.com');
insert into subscriptions (user_id, tier_type) select id, 'pro' from auth.users where email like '_@example.com';
create function pg_temp.run(n integer) returns bigint language sql as $$
  select min(id) from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
-- The next attempt is due, is claimed and ends so; what became of the run.
create function pg_temp.attempt(n integer, p_result text, p_retry text default null) returns text language plpgsql as $$
declare v_claim jsonb;
begin
  update public.phone_provision_logs set next_attempt_at = clock_timestamp() where id = pg_temp.run(n) and finished_at is null;
  v_claim := public.claim_provision_run(pg_temp.run(n), 'local');
  if not (v_claim ->> 'claimed')::boolean then return v_claim ->> 'reason'; end if;
  if p_result = 'dies' then
    update public.phone_provision_logs set lease_expires_at = clock_timestamp() - interval '1 s' where id = pg_temp.run(n);
    perform private.dispatch_provision_runs();
    return (select status from public.phone_provision_logs where id = pg_temp.run(n));
  end if;
  return public.finish_provision_run(pg_temp.run(n), (v_claim -> 'run' ->> 'attempt')::integer, p_result, null, '20503', 'Twilio was unavailable.', p_retry, null, '[]') ->> 'status';
end $$;

select is(pg_temp.attempt(1, 'retry'), 'retry_scheduled', 'the first failure goes again');
select is(pg_temp.attempt(1, 'retry'), 'retry_scheduled', 'so does the second');
select is(pg_temp.attempt(1, 'retry'), 'failed', 'the third was the last: it needs a person');
select results_eq($$ select failures, error_code, finished_at is not null, next_attempt_at is null from phone_provision_logs where id = pg_temp.run(1) $$, $$ values (3, '20503', true, true) $$, 'which says why and goes no more by itself');
select is(pg_temp.attempt(1, 'retry'), 'finished', 'nor for whoever knocks again');

select is(pg_temp.attempt(2, 'dies'), 'retry_scheduled', 'a worker that dies counts as a failure');
select is(pg_temp.attempt(2, 'retry'), 'retry_scheduled', 'as does one that says so');
select is(pg_temp.attempt(2, 'dies'), 'failed', 'and the last may be a death');
select is((select error_code from phone_provision_logs where id = pg_temp.run(2)), 'lease_expired', 'which is said');

select is((select string_agg(pg_temp.attempt(3, 'retry', 'until_done'), ' ') from generate_series(1, 4)), 'retry_scheduled retry_scheduled retry_scheduled retry_scheduled', 'what must arrive goes again however often');

-- Full jitter: anywhere between nothing and what doubles with each failure, up to the cap.
create temporary table delays as select f, private.retry_delay_ms(f, 1000, 5000) as ms from unnest(array[0, 1, 2, 3, 50]) f, generate_series(1, 400);
select is((select count(*)::int from delays where ms < 0 or ms > least(5000, 1000 * power(2, least(f, 20)))), 0, 'no pause is longer than base times two to the failures, or than the cap');
select is((select count(*)::int from (select f from delays group by f having min(ms) < 0.2 * max(ms) and max(ms) > 0.8 * least(5000, 1000 * power(2, least(f, 20)))) x), 5, 'the whole of it is used, so that those who failed together do not come back together');
select is((select array_agg(round(most / 1000.0) order by f) from (select f, max(ms) as most from delays group by f) x), array[1, 2, 4, 5, 5]::numeric[], 'it doubles, and stays at the cap for ever');
select ok((select next_attempt_at <= clock_timestamp() + interval '5 seconds' from phone_provision_logs where id = pg_temp.run(3)), 'a run that failed four times is due within the cap');
select * from finish();
rollback;
