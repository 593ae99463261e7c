begin;
set local search_path = public, extensions;
select plan(44);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'b@example.com'),
  ('00000000-0000-0000-0000-00000000000c', 'c@example.com'), ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'admin', 'Ada'),
  ('00000000-0000-0000-0000-00000000000b', 'admin', 'Ben'), ('00000000-0000-0000-0000-00000000000c', 'operator', 'Otis');
set local role authenticated;

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000c", "role": "authenticated"}';
select throws_ok($$ select set_rollout_percentage(100, 'Why not', 1) $$, 'PT403', null, 'an operator changes no percentage');
select throws_ok($$ select set_rollout_overrides(array['00000000-0000-0000-0000-000000000001']::uuid[], 'allow', 'Why not') $$, 'PT403', null, 'no list');
select throws_ok($$ select stop_provisioning('new', 'Why not') $$, 'PT403', null, 'stops nothing');
select throws_ok($$ select start_provisioning('Why not', 1) $$, 'PT403', null, 'starts nothing');
select throws_ok($$ select revert_rollout_change(1, 'Why not', 1) $$, 'PT403', null, 'reverts nothing');
select throws_ok($$ select resume_rollout_guard('Why not') $$, 'PT403', null, 'and resumes nothing');
select is(read_rollout_status() ->> 'percentage_bp', '0', 'but reads how things stand');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';
select throws_ok($$ select read_rollout_status() $$, 'PT403', null, 'a customer reads nothing');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
select throws_ok($$ select set_rollout_percentage(100, '  ', 1) $$, 'PT400', null, 'no change without a reason');
select throws_ok($$ select set_rollout_percentage(10001, 'More than all', 1) $$, 'PT400', null, 'no more than everybody');
select is(set_rollout_percentage(1, 'First step', 1) ->> 'version', '2', 'an admin sets a hundredth of a percent');
select results_eq($$ select old_value, new_value, reason, changed_name from rollout_changes $$,
  $$ values ('{"percentage_bp": 0}'::jsonb, '{"percentage_bp": 1}'::jsonb, 'First step', 'Ada') $$, 'the history says who, what and why');
select results_eq($$ select action, staff_name, before from staff_actions where staff_id is not null $$,
  $$ values ('set_rollout_percentage', 'Ada', '{"percentage_bp": 0}'::jsonb) $$, 'and so does the audit trail');

set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated"}';
select throws_matching($$ select set_rollout_percentage(500, 'Mine', 1) $$, 'Ada changed 0.00% to 0.01% \d+ s before you', 'the second of two admins is told who changed what');
select is((select percentage_bp from rollout_flags), 1, 'and nothing of the second is saved');
select lives_ok($$ select set_rollout_percentage(500, 'Mine, after a look', 2) $$, 'after a look it is');
select throws_ok($$ select set_rollout_percentage(500, 'Again', 3) $$, 'PT409', null, 'the same again is no change');

select lives_ok($$ select set_rollout_overrides(array['00000000-0000-0000-0000-000000000001']::uuid[], 'allow', 'Internal account') $$, 'a customer is allowed');
select throws_ok($$ select set_rollout_overrides(array['00000000-0000-0000-0000-000000000001']::uuid[], 'allow', 'Internal account') $$, 'PT409', null, 'twice is no change');
select throws_ok($$ select set_rollout_overrides(array['00000000-0000-0000-0000-0000000000ff']::uuid[], 'deny', 'Nobody') $$, 'PT404', null, 'an unknown id is refused');
select throws_ok($$ select set_rollout_overrides('{}', 'deny', 'Nobody') $$, 'PT400', null, 'an empty list is refused');

select lives_ok($$ select stop_provisioning('everything', 'Twilio bills double') $$, 'an admin stops everything');
select is(read_rollout_status() ->> 'stopped', 'everything', 'kill switch and dispatch');
select throws_matching($$ select stop_provisioning('everything', 'Me too') $$, 'Ben stopped provisioning', 'the next to stop is told who was first');
select throws_matching($$ select stop_provisioning('new', 'Only those who enter') $$, 'everything is stopped already.*Ben stopped provisioning', 'a smaller stop does not undo a larger');
select throws_matching($$ select start_provisioning('An old screen', 4) $$, 'Not saved. Ben stopped provisioning', 'nobody starts what he has not seen stopped');
select throws_matching($$ select revert_rollout_change((select max(id) from rollout_changes where kind = 'stop'), 'An old screen', 4) $$, 'Not saved. Ben stopped provisioning',
  'nor by taking the stop back');
select lives_ok($$ select start_provisioning('It was a display error', 5) $$, 'and starts again');
select throws_matching($$ select revert_rollout_change((select max(id) from rollout_changes where kind = 'overrides'), 'An old screen', 5) $$, 'Not saved. Ben started provisioning again',
  'nor are lists reverted from an old screen');

-- One-click revert, newest first.
select lives_ok($$ select revert_rollout_change((select max(id) from rollout_changes where kind = 'overrides'), 'By mistake', 6) $$, 'a list change is reverted');
select is_empty('select 1 from rollout_overrides', 'the customer is off the list');
select is(revert_rollout_change((select max(id) from rollout_changes where kind = 'percentage'), 'Too fast', 7) ->> 'ok', 'true', 'a percentage is reverted');
select is(revert_rollout_change((select max(id) from rollout_changes where kind = 'stop'), 'Not an error after all', 1) ->> 'stopped', 'everything',
  'what stops more goes from any screen');
select start_provisioning('Mended', 9);

-- Dispatch may be paused by itself: then the old system does not hear of it, and a stop still has something to do.
select pause_dispatch(true, 'A look at the queue');
select is(stop_provisioning('everything', 'Both') ->> 'stopped', 'everything', 'everything may be stopped while only dispatch stands still');
select is((select kill_switch from rollout_flags), true, 'and the old system hears of it');
select start_provisioning('Again', 11);
select pause_dispatch(true, 'A look at the queue');
select is(stop_provisioning('new', 'Those who enter') ->> 'stopped', 'everything', 'stopping those who enter joins it');
select ok((select kill_switch from rollout_flags) and (select dispatch_paused_at is not null from provision_settings), 'and does not let dispatch run again');
select start_provisioning('Again', 13);

-- The guard's limits.
select throws_ok($$ select set_rollout_limits('{"failure_limit": 2}', 'Too much', 14) $$, 'PT400', null, 'a share beyond one is refused');
select throws_ok($$ select set_rollout_limits('{"window_minutes": 1441}', 'Too long', 14) $$, 'PT400', null, 'so is a window of more than a day');
select throws_ok($$ select set_rollout_limits('{"percentage_bp": 2}', 'Sly', 14) $$, 'PT400', null, 'what is no limit is refused');
select throws_ok($$ select set_rollout_limits('{"failure_limit": 0.1}', 'Old screen', 3) $$, 'PT409', null, 'an old screen is refused');
select is(set_rollout_limits('{"failure_limit": 0.1, "entries_per_minute": 30, "window_minutes": 90}', 'Noisy week', 14) ->> 'ok', 'true', 'an admin changes a limit');
select results_eq($$ select old_value, new_value from rollout_changes where kind = 'limits' $$,
  $$ values ('{"failure_limit": 0.05, "window_minutes": 60}'::jsonb, '{"failure_limit": 0.1, "window_minutes": 90}'::jsonb) $$, 'only what differs is on record');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000c", "role": "authenticated"}';
select throws_ok($$ select set_rollout_limits('{"failure_limit": 1}', 'Sly', 15) $$, 'PT403', null, 'an operator changes none');
select * from finish();
rollback;
