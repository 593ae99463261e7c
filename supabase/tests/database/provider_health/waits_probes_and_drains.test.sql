begin;
set local search_path = public, extensions;
select plan(23);
update provision_settings set activated_at = now(), project_ref = 'local', drain_per_second = 1, drain_seconds = 300;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, n || '@example.com' from generate_series(1, 30) n;
alter table subscriptions disable trigger subscription_phone_provision_trigger;
insert into subscriptions (user_id, tier_type) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'pro' from generate_series(1, 30) n;
create function pg_temp.waiting(n integer, p_source text default 'trigger') returns bigint language sql as $$
  select private.enqueue_run(('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'provision', p_source) $$;
create temporary table old as select pg_temp.waiting(30) as run;
create function pg_temp.call(p_provider text, p_outcome text, p_ago interval, p_code text default null, p_http integer default null, p_step text default 'search_numbers') returns void language sql as $$
  insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, error_code, http_status)
  select run, '00000000-0000-0000-0000-000000000030', 1, p_step, p_provider, p_outcome, clock_timestamp() - p_ago, 10, p_code, p_http from pg_temp.old $$;
create function pg_temp.health(p_provider text) returns text language sql as $$
  select state || ' ' || faulted || '/' || calls || ' waiting ' || waiting from private.provider_health() where provider = p_provider $$;

select is(pg_temp.health('twilio'), 'ok 0/0 waiting 0', 'silence is not an outage');
select pg_temp.call('twilio', 'ok', (n || ' seconds')::interval) from generate_series(61, 69) n;
select pg_temp.call('twilio', 'unknown', '11 minutes', 'timeout') from generate_series(1, 9);
select pg_temp.call('twilio', 'failed', '30 seconds', '21631', 400);
select is(pg_temp.health('twilio'), 'ok 0/10 waiting 0', 'a refusal with a reason is no fault, and eleven minutes are long ago');
select pg_temp.call('twilio', 'failed', '20 seconds', '20503', 503);
select is(pg_temp.health('twilio'), 'ok 1/11 waiting 0', 'one in eleven is nothing yet');
select pg_temp.call('twilio', 'unknown', '19 seconds', 'timeout');
select is(pg_temp.health('twilio'), 'degraded 2/12 waiting 0', 'one in ten is degraded');
select pg_temp.call('twilio', 'unknown', '18 seconds', 'timeout'), pg_temp.call('twilio', 'unknown', '17 seconds', 'timeout'), pg_temp.call('twilio', 'unknown', '16 seconds', 'timeout');
select is(pg_temp.health('twilio'), 'degraded 5/15 waiting 0', 'five in a row amid good calls are not down');
select pg_temp.call('twilio', 'unknown', '15 seconds', 'timeout') from generate_series(1, 6);
select is(pg_temp.health('twilio'), 'down 11/21 waiting 0', 'down: the last five failed, and half of the last two minutes');
select is(pg_temp.health('vapi'), 'ok 0/0 waiting 0', 'the other provider is not touched');

-- While it is down.
select private.watch_providers();
select isnt((select down_since from provider_outages where provider = 'twilio'), null, 'the sweep notes it');
create temporary table runs as select n, pg_temp.waiting(n) as run from generate_series(1, 29) n;
select is((select claim_provision_run(run, 'local') ->> 'reason' from runs where n = 1), 'twilio_down', 'who needs it waits');
select is((select attempt || ' ' || failures || ' ' || waiting_for from phone_provision_logs where id = (select run from runs where n = 1)), '0 0 twilio_down', 'and uses up no attempt');
select is(pg_temp.health('twilio'), 'down 11/21 waiting 1', 'those who wait are counted');
update phone_provision_logs set source = 'staff' where id = (select run from runs where n = 2);
select is((select claim_provision_run(run, 'local') ->> 'claimed' from runs where n = 2), 'true', 'a person may try at any time');
update phone_provision_logs set status = 'retry_scheduled', lease_expires_at = null, next_attempt_at = clock_timestamp() where id = (select run from runs where n = 2);
select is((select claim_provision_run(run, 'local') ->> 'reason' from runs where n = 2), 'twilio_down', 'once: without an answer the run waits like the others');
update provision_settings set outage_probe_ms = 1;
update provider_outages set down_since = down_since - interval '1 second';
select is((select claim_provision_run(run, 'local') ->> 'claimed' from runs where n = 3), 'true', 'now and then one goes ahead to look');
update provision_settings set outage_probe_ms = 60000;
select is((select claim_provision_run(run, 'local') ->> 'reason' from runs where n = 4), 'twilio_down', 'only one');
select private.watch_providers();
select isnt((select down_since from provider_outages where provider = 'twilio'), null, 'no answer yet: still down');

-- The look is answered.
select pg_temp.call('twilio', 'ok', '0 seconds');
select private.watch_providers();
select is((select down_since from provider_outages where provider = 'twilio'), null, 'its first answer ends the outage');
select is((select waiting_for is null and next_attempt_at <= clock_timestamp() from phone_provision_logs where id = (select run from runs where n = 1)), true, 'those who waited are due');
select ok(private.is_draining(), 'and drain at a limited rate');
create temporary table claims as select claim_provision_run(run, 'local') as answer from runs where n between 5 and 29;
select is((select count(*) from claims where answer ->> 'claimed' = 'true'), 8::bigint, 'ten in ten seconds, with the two before');
select is((select count(*) from claims where answer ->> 'reason' = 'draining'), 17::bigint, 'the others wait their turn');

-- Nobody asks any more, say because the guard holds: what it does now is not known, and is not called down for ever.
update provider_outages set down_since = clock_timestamp() - interval '11 minutes', back_at = null where provider = 'vapi';
select pg_temp.call('vapi', 'unknown', '9 minutes', 'timeout', null, 'import_number');
select private.watch_providers();
select isnt((select down_since from provider_outages where provider = 'vapi'), null, 'asked nine minutes ago without an answer: still down');
delete from phone_provision_steps where provider = 'vapi';
select private.watch_providers();
select ok((select down_since is null and back_at is not null from provider_outages where provider = 'vapi'), 'asked nothing for ten minutes: no longer down, and whoever waits drains slowly');
select * from finish();
rollback;
