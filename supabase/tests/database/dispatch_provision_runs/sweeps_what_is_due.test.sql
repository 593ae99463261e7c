begin;
set local search_path = public, extensions;
select plan(11);
update provision_settings set activated_at = now(), project_ref = 'local', max_in_flight = 2, max_attempts = 2;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 5) n;
insert into subscriptions (user_id, tier_type) select id, 'pro' from auth.users where email like '_@example.com';
delete from vault.secrets where name in ('provision_function_url', 'provision_nudge_key');
select vault.create_secret('https://example.com/f', 'provision_function_url'), vault.create_secret('test-nudge-key', 'provision_nudge_key');
delete from net.http_request_queue;
update phone_provision_logs set nudged_at = null, response_id = null;
create function pg_temp.run(n integer) returns bigint language sql as $$
  select min(id) from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;

select is((private.dispatch_provision_runs() ->> 'nudged')::int, 2, 'the sweep nudges up to the cap');
select is((select count(*)::int from net.http_request_queue), 2, 'one request for each');
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 0, 'what was just nudged is left alone');
update phone_provision_logs set nudged_at = nudged_at - interval '1 minute';
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 2, 'a nudge that led nowhere is sent again');

update phone_provision_logs set nudged_at = null;
select claim_provision_run(pg_temp.run(1), 'local'), claim_provision_run(pg_temp.run(2), 'local');
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 0, 'a full cap nudges nobody');
select is(finish_provision_run(pg_temp.run(1), 1, 'succeeded', 'assigned', null, null, null, null, '[]') -> 'ok', 'true', 'a run ends');
select is((select count(*)::int from phone_provision_logs where nudged_at is not null), 1, 'and the next one is nudged at once');

update phone_provision_logs set lease_expires_at = now() - interval '1 second' where id = pg_temp.run(2);
select is((private.dispatch_provision_runs() ->> 'reclaimed')::int, 1, 'an expired lease is taken back');
select results_eq($$ select status, failures, error_code from phone_provision_logs where id = pg_temp.run(2) $$,
  $$ values ('retry_scheduled', 1, 'lease_expired') $$, 'and counts as a failure that goes again');

insert into phone_number_purchases (user_id, e164_number, tag, updated_at) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', now() - interval '10 minutes');
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 1, 'an intent that nobody settles gets a run');
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 0, 'and only one');
select * from finish();
rollback;
