begin;
set local search_path = public, extensions;
select plan(16);
update provision_settings set activated_at = now(), project_ref = 'local', max_in_flight = 2;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 4) n;
insert into profiles (id, email, city) values ('00000000-0000-0000-0000-000000000001', '1@example.com', 'Austin');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'assistant-1');
insert into subscriptions (user_id, tier_type) select id, 'pro' from auth.users where email like '_@example.com';
create temporary table runs as select subject_id, id from phone_provision_logs;
create function pg_temp.run(n integer) returns bigint language sql as $$ select id from runs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
create temporary table claims as select claim_provision_run(pg_temp.run(1), 'local') as c;

select is((select c -> 'claimed' from claims), 'true', 'the first worker is admitted');
select is((select c -> 'run' ->> 'attempt' from claims), '1', 'the attempt number is the fence');
select is((select c -> 'context' -> 'profile' ->> 'city' from claims), 'Austin', 'the context has the profile');
select is((select c -> 'context' -> 'subscriptions' -> 0 ->> 'tier_type' from claims), 'pro', 'the context has the current subscription');
select is((select c -> 'context' -> 'user_settings' ->> 'vapi_assistant_id' from claims), 'assistant-1', 'the context has the assistant');
select is((select c -> 'context' ->> 'desired' from claims), 'assigned', 'the context has the verdict');
select is(claim_provision_run(pg_temp.run(1), 'local') ->> 'reason', 'user_busy', 'a second worker is refused while the lease lives');
insert into phone_provision_logs (user_id, subject_id, trigger_action, source)
values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'retry', 'staff');
select is(claim_provision_run((select max(id) from phone_provision_logs), 'local') ->> 'reason', 'user_busy', 'another run of the same user waits');
select is(claim_provision_run(pg_temp.run(2), 'local') -> 'claimed', 'true', 'another user goes on');
select is(claim_provision_run(pg_temp.run(3), 'local') ->> 'reason', 'cap_full', 'the cap holds');

update phone_provision_logs set lease_expires_at = now() - interval '1 second' where id = pg_temp.run(1);
select is(claim_provision_run(pg_temp.run(1), 'local') -> 'run' ->> 'attempt', '2', 'an expired lease is taken over with the next attempt number');
select is(record_purchase_intent(pg_temp.run(1), 1, '+15125550101', 'swb:local:1') ->> 'reason', 'fenced', 'the former holder is refused');
select is(claim_provision_run(0, 'local') ->> 'reason', 'not_found', 'an unknown run is refused');
update provision_settings set dispatch_paused_at = now();
select is(claim_provision_run(pg_temp.run(4), 'local') ->> 'reason', 'dispatch_paused', 'a stopped dispatch admits nobody');
update provision_settings set dispatch_paused_at = null;
select is(claim_provision_run(pg_temp.run(4), 'another-project') ->> 'reason', 'project_mismatch', 'another project''s function is refused');
select is((select error_code from provision_halts where scope = 'all' and halted_at is not null), 'project_mismatch', 'and everything stands still');
select * from finish();
rollback;
