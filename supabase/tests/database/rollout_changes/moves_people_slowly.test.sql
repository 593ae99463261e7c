begin;
set local search_path = public, extensions;
select plan(21);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com');
insert into auth.users (id, email) select md5('user:' || n)::uuid, n || '@example.com' from generate_series(1, 40) n;
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'admin');
insert into subscriptions (user_id, tier_type) select md5('user:' || n)::uuid, 'pro' from generate_series(1, 40) n;
select private.refresh_queued_customers(1000);
-- All were looked at while nobody was in.
update phone_provision_logs set status = 'skipped', outcome = 'not_in_rollout', finished_at = now(), facts_hash = 'old';
update rollout_flags set entries_per_minute = 5;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';

create temporary table seen as select preview_rollout(5000) as p;
select is((select (p ->> 'leave')::int from seen), 0, 'a raise drops nobody');
select is((select (p ->> 'enter')::int + (p ->> 'stay_outside')::int from seen), 40, 'everybody is counted once');
select is((select p -> 'purchases' from seen), (select p -> 'enter' from seen), 'nobody owns a number, so each who enters buys one');

select lives_ok($$ select set_rollout_percentage(10000, 'Everybody', 1) $$, 'everybody is let in');
select is((select count(*)::int from phone_provision_logs where source = 'drift'), 5, 'five at once, as many as may in a minute');
select is(private.enqueue_rollout_entrants(), 0, 'no more within the minute');
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 0, 'not through the drift scan either');
update phone_provision_logs set created_at = created_at - interval '2 minutes';
select is(private.enqueue_rollout_entrants(), 5, 'the next minute takes the next five');
-- The twenty that come first have a number of the old system: they are passed over, not looked at again and again.
insert into provision_customers (user_id, tier, subscription_status, rollout_bucket, status, reason_code)
select md5('legacy:' || n)::uuid, 'pro', 'active', 0, 'not_in_rollout', 'legacy_number' from generate_series(1, 20) n;
update phone_provision_logs set created_at = created_at - interval '2 minutes';
select is(private.enqueue_rollout_entrants(), 5, 'whom we leave alone takes nobody''s turn');

select lives_ok($$ select set_rollout_percentage(0, 'Back', 2) $$, 'lowering is possible');
update phone_provision_logs set created_at = created_at - interval '2 minutes';
select is(private.enqueue_rollout_entrants(), 0, 'and starts nothing new');
select is((select count(*)::int from phone_provision_logs where source = 'drift' and status = 'pending'), 15, 'the runs that wait decide by themselves');
select is(claim_provision_run((select min(id) from phone_provision_logs where source = 'drift'), 'local') -> 'context' ->> 'desired_reason',
  'not_in_rollout', 'which is: outside again');

-- The kill switch reaches a run that is at work: the last look before money is spent says no.
select set_rollout_percentage(10000, 'Up', (select version from rollout_flags));
create temporary table late as select max(id) as id from phone_provision_logs where source = 'drift' and status = 'pending';
select is(claim_provision_run((select id from late), 'local') -> 'context' ->> 'desired', 'assigned', 'a run is at work');
-- Two others have failed and need attention; one of them was held meanwhile.
create temporary table failed as select subject_id from phone_provision_logs where source = 'drift' and status = 'pending' order by id limit 2;
update phone_provision_logs set status = 'failed', error_code = '21421', finished_at = now() where source = 'drift' and subject_id in (select subject_id from failed);
insert into provision_holds (user_id, mode, reason) select max(subject_id::text)::uuid, 'freeze', 'A dispute' from failed;
select is(private.enqueue_left_behind(), 0, 'who failed in the rollout is looked after by us');
select stop_provisioning('everything', 'Twilio bills twice');
select is((select count(*)::int from phone_provision_logs where source = 'sweep'), 0, 'while dispatch stands still nobody would be handed over, and nobody is tried again afterwards');
select start_provisioning('Only those who enter', (select version from rollout_flags));
select stop_provisioning('new', 'Twilio bills twice');
create temporary table behind as select id from phone_provision_logs where source = 'sweep' and subject_id in (select subject_id from failed);
select results_eq($$ select subject_id from phone_provision_logs where id in (select id from behind) $$, $$ select min(subject_id::text)::uuid from failed $$,
  'after the stop who failed gets a run at once, who is held does not');
select is(private.enqueue_left_behind(), 0, 'one run, not one a minute');
select is(claim_provision_run((select id from behind), 'local') -> 'context' ->> 'desired_reason', 'not_in_rollout', 'which hands the customer over');
update phone_provision_logs set status = 'skipped', outcome = 'handed_over', lease_expires_at = null, finished_at = now() where id in (select id from behind);
select is(private.enqueue_left_behind(), 0, 'and that is the end of it');
select is(record_purchase_intent((select id from late), 1, '+15125550177', 't') ->> 'reason', 'not_wanted', 'it buys nothing after the stop');
select * from finish();
rollback;
