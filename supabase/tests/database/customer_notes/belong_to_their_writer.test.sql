begin;
set local search_path = public, extensions;
select plan(17);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-00000000000a', 'a@example.com'),
  ('00000000-0000-0000-0000-00000000000b', 'b@example.com'), ('00000000-0000-0000-0000-00000000000c', 'c@example.com'), ('00000000-0000-0000-0000-00000000000d', 'd@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'operator', 'Ada'),
  ('00000000-0000-0000-0000-00000000000b', 'operator', 'Ben'), ('00000000-0000-0000-0000-00000000000c', 'admin', 'Cy'), ('00000000-0000-0000-0000-00000000000d', 'viewer', 'Di');

create function pg_temp.be(p_who text) returns void language sql as $$
  select set_config('request.jwt.claims', '{"sub": "00000000-0000-0000-0000-00000000000' || p_who || '", "role": "authenticated"}', true)
$$;
set local role authenticated;
select pg_temp.be('a');
create temporary table added as select add_customer_note('00000000-0000-0000-0000-000000000001', ' Asks for any 512 number. ', 'n1') ->> 'id' as id;
select is((select body from customer_notes), 'Asks for any 512 number.', 'an operator writes a note');
select is(add_customer_note('00000000-0000-0000-0000-000000000001', 'Asks for any 512 number.', 'n1') ->> 'id', (select id from added), 'the same press again is the same note');
select is((select count(*)::int from customer_notes), 1, 'and no second one');
select throws_ok($$ select add_customer_note('00000000-0000-0000-0000-000000000001', 'Asks for any 737 number.', 'n1') $$, 'PT409', null, 'other words are not said to be saved');
select throws_ok($$ select add_customer_note('00000000-0000-0000-0000-000000000001', '   ', 'n2') $$, 'PT400', null, 'an empty note is refused');
select throws_ok($$ select add_customer_note('00000000-0000-0000-0000-0000000000ff', 'Who?', 'n2') $$, 'PT404', null, 'an unknown customer is refused');
select results_eq($$ select action, staff_name, after ->> 'body' from staff_actions where staff_id is not null $$, $$ values ('add_note', 'Ada', 'Asks for any 512 number.') $$, 'the audit trail has it');

select pg_temp.be('b');
select throws_matching($$ select edit_customer_note((select id from added)::bigint, 'Asks for nothing.') $$, 'Ada wrote this note', 'a colleague does not change it');
select throws_matching($$ select delete_customer_note((select id from added)::bigint) $$, 'Ada wrote this note', 'nor remove it');
select pg_temp.be('d');
select is((select count(*)::int from customer_notes), 1, 'a viewer reads it');
select throws_ok($$ select add_customer_note('00000000-0000-0000-0000-000000000001', 'Me too', 'n3') $$, 'PT403', null, 'but writes nothing');
select throws_ok($$ select delete_customer_note((select id from added)::bigint) $$, 'PT403', null, 'and removes nothing');

select pg_temp.be('a');
select edit_customer_note((select id from added)::bigint, 'Asks for any 512 number, will take 737.');
select is((select body from customer_notes where edited_at is not null), 'Asks for any 512 number, will take 737.', 'its writer changes it');
select is((select before ->> 'body' from staff_actions where action = 'edit_note'), 'Asks for any 512 number.', 'and the trail keeps what it said before');
select pg_temp.be('c');
select throws_ok($$ select edit_customer_note((select id from added)::bigint, 'x') $$, 'PT403', null, 'an admin does not put words in a colleague’s mouth');
select delete_customer_note((select id from added)::bigint);
select is((select count(*)::int from customer_notes), 0, 'but may remove a note');
select throws_ok($$ select delete_customer_note((select id from added)::bigint) $$, 'PT404', null, 'the second to remove it is told that it is gone');
select * from finish();
rollback;
