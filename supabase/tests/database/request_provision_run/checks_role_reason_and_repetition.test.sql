begin;
set local search_path = public, extensions;
select plan(17);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'b@example.com'),
  ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values
  ('00000000-0000-0000-0000-000000000002', '+15005550142', 't', 'recorded', 'PN2');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'operator', 'Ada'), ('00000000-0000-0000-0000-00000000000b', 'operator', 'Ben');
set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';

select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'explode', null, 'k0') $$, 'PT400', null, 'an unknown action is refused by name');
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'release', '  ', 'k0') $$, 'PT400', null, 'a release wants a reason');
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'retry', null, null) $$, 'PT400', null, 'a key is required');
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-0000000000ff', 'retry', null, 'k0') $$, 'PT404', null, 'an unknown customer is refused');
select is((select count(*)::int from phone_provision_logs), 0, 'nothing was written by any of them');

create temporary table first as select request_provision_run('00000000-0000-0000-0000-000000000001', 'retry', null, 'k1') as r;
select is((select r ->> 'status' from first), 'pending', 'an operator starts a run');
select results_eq($$ select action, subject_id, staff_name from staff_actions where staff_id is not null $$,
  $$ values ('retry', '00000000-0000-0000-0000-000000000001'::uuid, 'Ada') $$, 'the audit row is written with it');
select is(request_provision_run('00000000-0000-0000-0000-000000000001', 'retry', null, 'k1') ->> 'run_id', (select r ->> 'run_id' from first), 'the same press again is the same run');
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'check', null, 'k1') $$, 'PT409', null, 'the same key for something else is a conflict');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated"}';
select throws_matching($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'retry', null, 'k1') $$, 'Ada started run #', 'the second of two colleagues is told who was first');
select is(request_provision_run('00000000-0000-0000-0000-000000000002', 'release', 'Asked for on the phone', 'k2') ->> 'status', 'pending', 'a release with a reason is taken');
select is((select mode from provision_holds where user_id = '00000000-0000-0000-0000-000000000002'), 'released', 'and keeps automation off');
select is((select after -> 'hold' ->> 'mode' from staff_actions where action = 'release'), 'released', 'the audit row shows before and after');
select throws_matching($$ do $d$ begin for i in 1..10 loop perform public.request_provision_run('00000000-0000-0000-0000-000000000001', case i % 2 when 1 then 'hold' else 'unhold' end, 'Disputed', 'h' || i); end loop; end $d$ $$,
  'ten actions', 'the eleventh action within a minute is refused');

reset role;
-- Ten that are counted at once would be nine each: a person's presses queue.
select is((select count(*)::int from pg_locks, hashtextextended('switchboard:haste:00000000-0000-0000-0000-00000000000b', 0) k
  where locktype = 'advisory' and objsubid = 1 and pid = pg_backend_pid() and granted and (classid::bigint << 32 | objid::bigint) = k), 1, 'a press waits until the one before it is counted');
select throws_ok($$ delete from staff_members where user_id = '00000000-0000-0000-0000-00000000000a'; update staff_members set role = 'admin'; delete from staff_members $$,
  'PT409', null, 'the last admin stays');
set local role authenticated;
select throws_ok($$ select resume_provisioning('twilio', 'mended') $$, 'PT403', null, 'an operator resumes nothing');
select * from finish();
rollback;
