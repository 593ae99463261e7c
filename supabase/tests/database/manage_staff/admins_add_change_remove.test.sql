begin;
set local search_path = public, extensions;
select plan(20);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 4) n;
insert into staff_members (user_id, role, display_name) values
  ('00000000-0000-0000-0000-000000000001', 'admin', 'Ada'), ('00000000-0000-0000-0000-000000000002', 'operator', 'Otis');
select is((select count(*)::int from staff_actions where action = 'add_staff_member' and staff_name = 'Database owner'), 2,
  'what the command over the database URL does is audited too');
delete from staff_actions;

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000002", "role": "authenticated"}';
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000003', 'viewer', 'Vera', null, 'Joins support') $$, 'PT403', null, 'an operator adds nobody');
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000002', 'admin', null, 'operator', 'Me') $$, 'PT403', null, 'nor promotes themselves');
select throws_ok($$ select find_account('00000000-0000-0000-0000-000000000003') $$, 'PT403', null, 'nor looks up accounts');
select is(jsonb_array_length(read_staff()), 2, 'but sees who is staff');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000004", "role": "authenticated"}';
select throws_ok($$ select read_staff() $$, 'PT403', null, 'somebody who is not staff sees nobody');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';
select is(find_account('00000000-0000-0000-0000-000000000003') ->> 'email', '3@example.com', 'an admin sees whom they are about to add');
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000003', 'viewer', 'Vera', null, ' ') $$, 'PT400', null, 'a change wants a reason');
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000003', 'owner', 'Vera', null, 'Joins') $$, 'PT400', null, 'a role must be one');
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-0000000000ff', 'viewer', 'Vera', null, 'Joins') $$, 'PT404', null, 'an account must exist');
select is(set_staff_member('00000000-0000-0000-0000-000000000003', 'viewer', 'Vera', null, 'Joins support') ->> 'role', 'viewer', 'an admin adds a viewer');
select results_eq($$ select staff_name, action, reason, after ->> 'role', request ->> 'member_id' from staff_actions $$,
  $$ values ('Ada', 'add_staff_member', 'Joins support', 'viewer', '00000000-0000-0000-0000-000000000003') $$, 'with an audit row that says why');
select throws_like($$ select set_staff_member('00000000-0000-0000-0000-000000000003', 'operator', null, null, 'Joins') $$, '%is viewer now.%', 'a stale page is told what the person is now');
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000003', 'viewer', 'Vera', 'viewer', 'Again') $$, 'PT409', null, 'the same again is a conflict');
select lives_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000003', 'operator', null, 'viewer', 'Promoted') $$, 'a role changes');
select throws_ok($$ select remove_staff_member('00000000-0000-0000-0000-000000000001', 'admin', 'Leaving') $$, 'PT409', null, 'the last admin stays');
select throws_ok($$ select set_staff_member('00000000-0000-0000-0000-000000000001', 'viewer', null, 'admin', 'Less') $$, 'PT409', null, 'and stays admin');
reset role;
delete from realtime.messages;
select private.broadcast_to_console('run_changed', '{}') from generate_series(1, 12);
set local role authenticated;
select lives_ok($$ select remove_staff_member('00000000-0000-0000-0000-000000000003', 'operator', 'Left') $$, 'an admin removes somebody');
select is((select string_agg(action, ', ' order by id) from staff_actions), 'add_staff_member, change_staff_member, remove_staff_member',
  'each change left one audit row, a refused one none');
reset role;
select is((select string_agg(payload ->> 'user_id', ', ') from realtime.messages where topic = 'ops:console' and event = 'staff_changed'), '00000000-0000-0000-0000-000000000003',
  'the open page of whoever was removed is told, however busy the second is');
select * from finish();
rollback;
