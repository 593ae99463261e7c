begin;
set local search_path = public, extensions;
select plan(14);
update provision_settings set activated_at = now(), project_ref = 'local', lease_ms = 90000;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@example.com'), ('00000000-0000-0000-0000-000000000002', 'b@example.com');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'cancelled');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'releasing', 'PN1');
create function pg_temp.run() returns bigint language sql as $$ select max(id) from phone_provision_logs $$;
create function pg_temp.purchase() returns bigint language sql as $$ select id from phone_number_purchases where provider_number_id = 'PN1' $$;
-- To ten seconds, whatever else the machine does.
create function pg_temp.looks_again_in() returns integer language sql as $$
  select round(extract(epoch from recheck_at - clock_timestamp()), -1)::integer from phone_number_purchases where provider_number_id = 'PN1' $$;

select is(claim_provision_run(pg_temp.run(), 'local') ->> 'claimed', 'true', 'a run is claimed');
select is(finish_release(pg_temp.run(), 1, pg_temp.purchase()) ->> 'ok', 'true', 'a function from before this argument finishes a release');
select is(pg_temp.looks_again_in(), null, 'after calls that all answered nobody looks again');
update phone_number_purchases set recheck_at = clock_timestamp() where provider_number_id = 'PN1';
select finish_release(pg_temp.run(), 1, pg_temp.purchase());
select is(pg_temp.looks_again_in(), 90, 'a number whose link was uncertain when it went is looked for at VAPI, when nothing can come to life any more');
update phone_number_purchases set recheck_at = null;
select finish_release(pg_temp.run(), 1, pg_temp.purchase(), false);
select is(pg_temp.looks_again_in(), 90, 'and so is one whose removal lost an answer');
select finish_provision_run(pg_temp.run(), 1, 'succeeded', 'released', null, null, null, null, '[]');

select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 0, 'nothing starts before its time');
update phone_number_purchases set recheck_at = clock_timestamp() - interval '1 second';
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 1, 'the sweep starts the look');
select is(claim_provision_run(pg_temp.run(), 'local') #>> '{context,released_imports,0,e164_number}', '+15125550101', 'the run knows which number');
select record_link(pg_temp.run(), 1, pg_temp.purchase(), null, null, true);
select is(pg_temp.looks_again_in(), null, 'a look that was certain is the last');
select is((select state from phone_number_purchases), 'released', 'and the number stays released');
select finish_provision_run(pg_temp.run(), 1, 'skipped', 'nothing_to_do', null, null, null, null, '[]');

update phone_number_purchases set recheck_at = clock_timestamp() - interval '1 second';
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id)
values ('00000000-0000-0000-0000-000000000002', '+15125550101', 't', 'recorded', 'PN2');
select is(private.imports_to_recheck('00000000-0000-0000-0000-000000000001'), '[]'::jsonb, 'a number that somebody else bought meanwhile is left alone');
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 1, 'the sweep starts a run');
select results_eq($$ select subject_id, trigger_action from phone_provision_logs order by id desc limit 1 $$,
  $$ values ('00000000-0000-0000-0000-000000000002'::uuid, 'relink'::text) $$, 'of the new owner: it is their link that is looked at');
select is(pg_temp.looks_again_in(), null, 'not of the old one');
select * from finish();
rollback;
