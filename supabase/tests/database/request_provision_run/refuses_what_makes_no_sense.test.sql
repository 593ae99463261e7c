begin;
set local search_path = public, extensions;
select plan(26);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;

-- 1 has a number that answers, 2 has nothing, 3 has a buy whose outcome nobody knows, 4 has a number and rows that contradict it.
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 4) n;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'b@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'operator', 'Ada'), ('00000000-0000-0000-0000-00000000000b', 'operator', 'Ben');
insert into user_settings (user_id, vapi_assistant_id) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'asst' || n from generate_series(1, 3) n;
insert into subscriptions (user_id, tier_type, status, current) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'pro', 'active', true from generate_series(1, 4) n;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values
  ('00000000-0000-0000-0000-000000000001', '+15005550141', 't1', 'recorded', 'PN1'),
  ('00000000-0000-0000-0000-000000000003', '+15005550143', 't3', 'intended', null),
  ('00000000-0000-0000-0000-000000000004', '+15005550144', 't4', 'recorded', 'PN4');
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values
  ('00000000-0000-0000-0000-000000000004', 'twilio', 'PN4', '+15005550144', 'active'),
  ('00000000-0000-0000-0000-000000000004', 'twilio', 'PN5', '+15005550145', 'active');
-- What the facts above started has ended.
update phone_provision_logs set status = 'skipped', finished_at = now();

create function pg_temp.ask(p_user integer, p_action text) returns text language sql as $$
  select public.request_provision_run(('00000000-0000-0000-0000-00000000000' || p_user)::uuid, p_action, 'Said so on the phone', p_user || p_action || random()) ->> 'status'
$$;
set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';

select throws_matching($$ select pg_temp.ask(2, 'release') $$, 'no number to release', 'a release without a number is refused');
select throws_matching($$ select pg_temp.ask(2, 'pause') $$, 'no number to pause', 'so is a pause');
select throws_matching($$ select pg_temp.ask(2, 'relink') $$, 'no number to relink', 'and a relink');
select throws_matching($$ select pg_temp.ask(1, 'resume') $$, 'not paused by staff', 'nothing is resumed that is not paused');
select throws_matching($$ select pg_temp.ask(1, 'unhold') $$, 'not on hold', 'no hold is taken off that is not there');
select throws_matching($$ select pg_temp.ask(1, 'provision') $$, 'has a number already', 'nobody gets a second number');
select throws_matching($$ select pg_temp.ask(3, 'retry') $$, 'Check first', 'a retry waits for a check while the last buy has no known outcome');
select throws_matching($$ select pg_temp.ask(3, 'release') $$, 'Check first', 'and so does a release');
select throws_matching($$ select pg_temp.ask(4, 'release') $$, 'contradict', 'nothing is taken away from rows that contradict each other');
select is((select count(*)::int from staff_actions where staff_id is not null), 0, 'none of them left a trace');
select is((select count(*)::int from provision_holds), 0, 'nor a hold');

select is(pg_temp.ask(3, 'check'), 'pending', 'a check is always allowed');
select is(pg_temp.ask(1, 'hold'), 'pending', 'a number is put on hold');
select throws_matching($$ select pg_temp.ask(1, 'release') $$, 'Ada put this customer on hold, \d+ s ago. Take the hold off first.', 'and is not released past the hold');
select pg_temp.ask(1, 'unhold');
select is(pg_temp.ask(1, 'release'), 'pending', 'a release of a number that is ours is taken');

-- The colleague's page is stale.
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated"}';
select throws_matching($$ select pg_temp.ask(1, 'release') $$, 'Ada released the number, \d+ s ago', 'the second release is told who was first');
select throws_matching($$ select pg_temp.ask(1, 'pause') $$, 'Ada released the number', 'a release is not turned into a pause');
select is((select mode from provision_holds where user_id = '00000000-0000-0000-0000-000000000001'), 'released', 'the hold is as Ada left it');
select is((select count(*)::int from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' and source = 'staff' and trigger_action = 'release'), 1, 'and one run was started');
reset role;
update phone_provision_logs set status = 'skipped', finished_at = now() where finished_at is null;
set local role authenticated;
select throws_matching($$ select pg_temp.ask(1, 'retry') $$, 'Ada released the number', 'a stale retry does not undo a release');

select is(pg_temp.ask(2, 'hold'), 'pending', 'a customer without a number can be put on hold');
reset role;
update phone_provision_logs set status = 'skipped', finished_at = now() where finished_at is null;
set local role authenticated;
select throws_matching($$ select pg_temp.ask(2, 'retry') $$, 'Ben put this customer on hold', 'a stale retry does not undo a hold');
select throws_matching($$ select pg_temp.ask(2, 'provision') $$, 'Ben put this customer on hold', 'nor does a provision');
select is(pg_temp.ask(2, 'unhold'), 'pending', 'who takes the hold off says so');
reset role;
update phone_provision_logs set status = 'skipped', finished_at = now() where finished_at is null;
update phone_number_purchases set state = 'released', released_at = now() where user_id = '00000000-0000-0000-0000-000000000001';
set local role authenticated;
select is(pg_temp.ask(1, 'provision'), 'pending', 'after a release a number is bought only when somebody asks for it');
select is((select count(*)::int from provision_holds where user_id = '00000000-0000-0000-0000-000000000001'), 0, 'which ends the hold');
select * from finish();
rollback;
