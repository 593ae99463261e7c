begin;
set local search_path = public, extensions;
select plan(8);
insert into auth.users (id, email) values
  ('00000000-0000-0000-0000-00000000000a', 'viewer-a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'customer-b@example.com');
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'viewer');
-- What Supabase's own guides have a product write: permissive policies add up, and these let everybody into every topic.
create policy "Authenticated users can receive broadcasts" on realtime.messages for select to anon, authenticated using (true);
create policy "broadcast send to authenticated users" on realtime.messages for insert to anon, authenticated with check (true);
delete from realtime.messages;
insert into realtime.messages (topic, extension, private) values ('ops:console', 'broadcast', true), ('ops:user:1', 'presence', true), ('room:1', 'broadcast', true);

-- As Realtime asks whether somebody may join: as their role, with the topic in hand.
create function pg_temp.sees(p_topic text) returns bigint language sql as $$
  select set_config('realtime.topic', p_topic, true);
  select count(*) from realtime.messages where topic = p_topic $$;
grant execute on function pg_temp.sees(text) to anon, authenticated;

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated"}';
select is(pg_temp.sees('ops:console'), 0::bigint, 'a customer may not listen to the console');
select is(pg_temp.sees('ops:user:1'), 0::bigint, 'nor to a customer''s steps, nor see who is there');
select is(pg_temp.sees('room:1'), 1::bigint, 'the product''s own topics stay as open as it made them');
select throws_ok($$ insert into realtime.messages (topic, extension, private) values ('ops:console', 'broadcast', true) $$, '42501', null, 'a customer may not speak to the consoles');
select lives_ok($$ insert into realtime.messages (topic, extension, private) values ('room:1', 'broadcast', true) $$, 'but in the product''s own topics');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
select is(pg_temp.sees('ops:console'), 1::bigint, 'staff listen');

set local role anon;
set local request.jwt.claims = '{"role": "anon"}';
select is(pg_temp.sees('ops:console'), 0::bigint, 'nobody listens without a session');
select is(pg_temp.sees('room:1'), 2::bigint, 'and who the product lets in without one is still let in');
select * from finish();
rollback;
