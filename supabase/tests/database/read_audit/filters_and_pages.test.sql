begin;
set local search_path = public, extensions;
select plan(12);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 3) n;
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-000000000001', 'viewer', 'Vera');
delete from staff_actions;
insert into staff_actions (staff_id, staff_name, action, subject_id, reason, created_at)
select case when n <= 60 then '00000000-0000-0000-0000-000000000002'::uuid end, case when n <= 60 then 'Otis' when n <= 67 then 'Database owner' else 'The system' end,
  case when n % 2 = 0 then 'retry' else 'hold' end, case when n % 3 = 0 then '00000000-0000-0000-0000-000000000003'::uuid end, 'r' || n,
  now() - n * interval '1 hour'
from generate_series(1, 70) n;

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000003", "role": "authenticated"}';
select throws_ok($$ select read_audit() $$, 'PT403', null, 'a customer reads no audit trail');
select throws_ok($$ select count_audit() $$, 'PT403', null, 'and counts none');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';

select is(jsonb_array_length(read_audit()), 50, 'a page has fifty rows');
select is(jsonb_array_length(read_audit('{}', (read_audit() -> 49 ->> 'id')::bigint)), 20, 'the next page has the rest');
select is((count_audit('{}') ->> 'total')::int, 70, 'all are counted');
select is((count_audit('{"action": "retry"}') ->> 'total')::int, jsonb_array_length(read_audit('{"action": "retry"}', null, 200)), 'count and rows agree under a filter');
select is(count_audit('{"action": "retry"}') -> 'action' ->> 'hold', '35', 'a facet counts as if its own filter were off');
select is(jsonb_array_length(read_audit('{"staff": "Database owner"}')), 7, 'what nobody of the staff did is found by the name of what did it');
select is(jsonb_array_length(read_audit('{"staff": "The system"}')), 3, 'and is not mixed with what another did');
select is(jsonb_array_length(read_audit('{"staff": "Otis"}')), 0, 'the name of somebody who has an id finds nothing');
select is_empty($$ select x ->> 'name' from jsonb_array_elements(count_audit('{}') -> 'staff') x
  where (x ->> 'count')::int <> (count_audit(jsonb_build_object('staff', x ->> 'key')) ->> 'total')::int $$, 'each of the facet leads to as many as it says');
select is(jsonb_array_length(read_audit(jsonb_build_object('subject', '00000000-0000-0000-0000-000000000003', 'since', now() - interval '10 hours'))), 3,
  'customer and time narrow together');
select * from finish();
rollback;
