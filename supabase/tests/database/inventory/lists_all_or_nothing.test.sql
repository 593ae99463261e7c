begin;
set local search_path = public, extensions;
select plan(16);
update provision_settings set project_ref = 'local', activated_at = now();
insert into auth.users (id, email) values ('00000000-0000-4000-8000-00000000000a', 'olivia@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-4000-8000-00000000000a', 'operator', 'Olivia');
set local request.jwt.claims = '{"sub": "00000000-0000-4000-8000-00000000000a", "role": "authenticated"}';
delete from inventory_comparisons;

select is(request_inventory_comparison('k1') ->> 'replayed', 'false', 'an operator compares');
select is(request_inventory_comparison('k1') ->> 'replayed', 'true', 'pressing twice is one comparison');
select throws_like($$ select request_inventory_comparison('k2') $$, 'Nothing was started: Olivia started a comparison%', 'a second one is told who was first');
select is((select count(*)::int from staff_actions where action = 'compare_inventory'), 1, 'with one audit row');
select is(private.request_due_comparison(), null, 'the hourly one waits for it');

create temporary table one as select id from inventory_comparisons;
select is(claim_inventory_comparison(id, 'staging') ->> 'reason', 'project_mismatch', 'under another project''s functions nothing is compared') from one;
select is((select state || ' ' || error_code from inventory_comparisons), 'failed project_mismatch', 'and that is seen');
select request_inventory_comparison('k3');
truncate one;
insert into one select max(id) from inventory_comparisons;
select is(claim_inventory_comparison(id, 'local'), '{"claimed": true}'::jsonb, 'one worker lists, and nobody has resumed anything') from one;
select is(claim_inventory_comparison(id, 'local') ->> 'reason', 'taken', 'and one only') from one;
select is(report_inventory_progress(id, 'twilio', 50, null), true, 'it says how far it is') from one;
select is(fail_inventory_comparison(id, 'vapi_incomplete'), true, 'an incomplete listing fails') from one;
select is(record_inventory(id, 'ACours', 'none', '[{"sid": "PN1", "account_sid": "ACours", "e164_number": "+15005550101", "tag": "swb:local:x", "voice_overridden": false, "created_at": "2026-01-01"}]', '[]') ->> 'recorded',
  'false', 'and can record nothing any more') from one;
select is((select count(*)::int from inventory_twilio_numbers), 0, 'nothing of it is kept');
select request_inventory_comparison('k4');
-- Keys are mended before a resume: the worker hears how long ago the last one was, whatever stood still.
update provision_settings set dispatch_resumed_at = clock_timestamp() - interval '3 hours';
update provision_halts set resumed_at = clock_timestamp() - interval '2 hours' where scope = 'vapi';
select is((claim_inventory_comparison(max(id), 'local') ->> 'resumed_ms_ago')::int / 3600000, 2, 'the worker hears how long ago (in hours) an admin resumed') from inventory_comparisons;
update inventory_comparisons set state = 'requested', lease_expires_at = null where state = 'listing';
update provision_settings set dispatch_resumed_at = clock_timestamp() - interval '1 hour';
select is((claim_inventory_comparison(max(id), 'local') ->> 'resumed_ms_ago')::int / 3600000, 1, 'the last time, whether a halt or dispatch') from inventory_comparisons;
update inventory_comparisons set state = 'requested', lease_expires_at = null where state = 'listing';
update inventory_comparisons set state = 'listing', lease_expires_at = now() - interval '1 second' where state = 'requested';
select private.end_dead_comparisons();
select is((select error_code from inventory_comparisons order by id desc limit 1), 'lease_expired', 'a worker that died is found');
select * from finish();
rollback;
