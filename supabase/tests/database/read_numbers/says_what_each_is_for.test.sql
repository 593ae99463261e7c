begin;
set local search_path = public, extensions;
select plan(8);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 6) n;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'viewer', 'Vera');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, assistant_id, purchased_at, recorded_at, releasing_at, released_at, updated_at) values
  ('00000000-0000-0000-0000-000000000001', '+15005550101', 't1', 'recorded', 'PN1', 'asst', now(), now(), null, null, now()),
  ('00000000-0000-0000-0000-000000000002', '+15005550102', 't2', 'recorded', 'PN2', null, now(), now(), null, null, now()),
  ('00000000-0000-0000-0000-000000000003', '+15005550103', 't3', 'purchased', 'PN3', null, now(), null, null, null, now()),
  ('00000000-0000-0000-0000-000000000004', '+15005550104', 't4', 'purchased', 'PN4', null, now() - interval '11 minutes', null, null, null, now()),
  ('00000000-0000-0000-0000-000000000005', '+15005550105', 't5', 'releasing', 'PN5', null, now(), now(), now(), null, now()),
  ('00000000-0000-0000-0000-000000000006', '+15005550106', 't6', 'released', 'PN6', null, now(), now(), now(), now(), now()),
  ('00000000-0000-0000-0000-0000000000ff', '+15005550107', 't7', 'recorded', 'PN7', 'asst', now(), now(), null, null, now() - interval '11 minutes');
set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';
select throws_ok($$ select read_numbers() $$, 'PT403', null, 'a customer reads no numbers');
select throws_ok($$ select count_numbers() $$, 'PT403', null, 'and counts none');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
select is((select string_agg(right(x ->> 'e164_number', 1) || ' ' || (x ->> 'use'), ', ' order by x ->> 'e164_number') from jsonb_array_elements(read_numbers()) x),
  '1 answering, 2 unlinked, 3 unsettled, 4 orphaned, 5 releasing, 6 released, 7 orphaned', 'each number has the word for what it is good for');
select is(count_numbers() -> 'uses', '{"answering": 1, "unlinked": 1, "unsettled": 1, "orphaned": 2, "releasing": 1, "released": 1}'::jsonb, 'the counts agree');
select is((count_numbers() ->> 'billed')::int, 6, 'all but the released one are billed');
select is(jsonb_array_length(read_numbers(p_use => 'orphaned')), 2, 'a use narrows the list');
select is(jsonb_array_length(read_numbers(p_after => read_numbers(p_limit => 4) -> 3)), 3, 'the next page begins after the last');
select throws_ok($$ select read_numbers(p_class => 'stolen') $$, 'PT400', null, 'an unknown class is refused by name');
select * from finish();
rollback;
