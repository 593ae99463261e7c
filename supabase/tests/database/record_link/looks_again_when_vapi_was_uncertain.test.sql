begin;
set local search_path = public, extensions;
select plan(14);
update provision_settings set activated_at = now(), project_ref = 'local', lease_ms = 90000;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@example.com');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'a1') on conflict (user_id) do update set vapi_assistant_id = 'a1';
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro');
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000001', 'PN1', '+15125550101');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1');
create function pg_temp.run() returns bigint language sql as $$ select max(id) from phone_provision_logs where source <> 'sweep' $$;
create function pg_temp.purchase() returns bigint language sql as $$ select max(id) from phone_number_purchases $$;
-- To ten seconds, whatever else the machine does.
create function pg_temp.looks_again_in() returns integer language sql as $$
  select round(extract(epoch from recheck_at - clock_timestamp()), -1)::integer from phone_number_purchases $$;

select is(claim_provision_run(pg_temp.run(), 'local') ->> 'claimed', 'true', 'a run is claimed');
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', true);
select is(pg_temp.looks_again_in(), null, 'a link that was seen, after calls that all answered, is believed');
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', false);
select is(pg_temp.looks_again_in(), 90, 'after a lost answer it is looked at once more, when the lost request cannot take effect any more');
update phone_number_purchases set linked_at = now() - interval '10 minutes';
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', false);
select is(pg_temp.looks_again_in(), 600, 'what VAPI goes on not calling active is looked at ever more seldom');
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', true);
select is(pg_temp.looks_again_in(), null, 'a later look that was certain settles it');

select record_provision_steps(pg_temp.run(), 1, jsonb_build_array(jsonb_build_object('step', 'find_import', 'provider', 'vapi', 'outcome', 'unknown',
  'started_at', now(), 'duration_ms', 4000)), null);
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', true);
select is(pg_temp.looks_again_in(), null, 'a look whose answer was lost changes nothing later');
select record_provision_steps(pg_temp.run(), 1, jsonb_build_array(jsonb_build_object('step', 'update_import', 'provider', 'vapi', 'outcome', 'unknown',
  'started_at', now(), 'duration_ms', 4000)), null);
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', true);
select is(pg_temp.looks_again_in(), 90, 'so it is when an earlier run of this user lost an answer of VAPI');
-- The clock of that worker is a day behind ours.
delete from phone_provision_steps;
select record_provision_steps(pg_temp.run(), 1, jsonb_build_array(jsonb_build_object('step', 'update_import', 'provider', 'vapi', 'outcome', 'unknown',
  'started_at', now() - interval '1 day', 'duration_ms', 4000)), null);
select record_link(pg_temp.run(), 1, pg_temp.purchase(), 'v1', 'a1', true);
select is(pg_temp.looks_again_in(), 90, 'whatever the clock of the worker said that lost it');
select finish_provision_run(pg_temp.run(), 1, 'succeeded', 'assigned', null, null, null, null, '[]');

update phone_number_purchases set recheck_at = clock_timestamp() - interval '1 second';
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 1, 'the sweep starts the look when it is due');
select results_eq($$ select trigger_action, source from phone_provision_logs order by id desc limit 1 $$, $$ values ('relink', 'sweep') $$, 'as a relink, which asks VAPI whatever the ledger says');
select isnt(pg_temp.looks_again_in(), null, 'the mark stays until somebody has looked: a run that never asked VAPI may cover this one');
select is((private.dispatch_provision_runs() ->> 'enqueued')::int, 0, 'and it is started once');

update phone_provision_logs set next_attempt_at = now(), nudged_at = null where source = 'sweep';
select claim_provision_run((select max(id) from phone_provision_logs), 'local');
select finish_provision_run((select max(id) from phone_provision_logs), 1, 'retry', null, 'vapi_network', null, null, null, jsonb_build_array(
  jsonb_build_object('step', 'update_import', 'provider', 'vapi', 'outcome', 'unknown', 'started_at', now(), 'duration_ms', 40)));
select is(pg_temp.looks_again_in(), 90, 'a run that ends on a lost answer of VAPI has it looked at too: the next run believes the ledger');
update phone_number_purchases set recheck_at = null;
update phone_provision_logs set next_attempt_at = now() where source = 'sweep';
select claim_provision_run((select max(id) from phone_provision_logs), 'local');
update phone_provision_logs set current_step = 'unlink_assistant', lease_expires_at = now() - interval '1 second' where status = 'processing';
select private.dispatch_provision_runs();
select is(pg_temp.looks_again_in(), 0, 'and so has a worker that died while it asked VAPI');
select * from finish();
rollback;
