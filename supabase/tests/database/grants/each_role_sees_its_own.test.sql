begin;
set local search_path = public, extensions;
select plan(7);
insert into auth.users (id, email) values
  ('00000000-0000-0000-0000-00000000000a', 'viewer-a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'outsider-b@example.com');
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'viewer');
insert into phone_provision_logs (subject_id, trigger_action) values ('00000000-0000-0000-0000-00000000000b', 'converge');

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
select is(current_staff_role(), 'viewer', 'a viewer is told the own role');
select isnt_empty('select id from phone_provision_logs', 'a viewer reads the runs');
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-00000000000b', 'retry', null, 'k1') $$, 'PT403', null, 'a viewer starts nothing');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated"}';
select is(current_staff_role(), null, 'a customer has no staff role');
select is_empty('select id from phone_provision_logs', 'a customer reads no run');
select throws_ok('select claim_provision_run(1, ''local'')', '42501', null, 'a customer claims nothing');

set local role anon;
select throws_ok('select id from phone_provision_logs', '42501', null, 'anon is refused outright');
select * from finish();
rollback;
