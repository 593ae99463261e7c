begin;
set local search_path = public, extensions;
select plan(12);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;

select throws_ok($$ insert into phone_provision_logs (subject_id, trigger_action) values (gen_random_uuid(), 'explode') $$, '23514', null, 'an unknown action cannot be stored');
select throws_ok($$ insert into phone_provision_logs (subject_id, trigger_action, status) values (gen_random_uuid(), 'retry', 'processing') $$, '23514', null, 'a run at work has a lease');
select throws_ok($$ insert into phone_number_purchases (user_id, e164_number, tag) values (gen_random_uuid(), '5125550101', 't') $$, '23514', null, 'a number without its plus is refused');
select throws_ok($$ insert into phone_number_purchases (user_id, e164_number, tag, state) values (gen_random_uuid(), '+15125550101', 't', 'recorded') $$, '23514', null, 'an owned number has a SID');
select throws_ok($$ insert into phone_provision_logs (user_id, subject_id, trigger_action) values ('00000000-0000-0000-0000-0000000000ff', gen_random_uuid(), 'retry') $$, '23503', null, 'user_id is a real account');
insert into phone_number_purchases (user_id, e164_number, tag) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't');
select throws_ok($$ insert into phone_number_purchases (user_id, e164_number, tag) values ('00000000-0000-0000-0000-000000000001', '+15125550102', 't') $$, '23505', null, 'one open purchase per user');
select throws_ok($$ insert into phone_number_purchases (user_id, e164_number, tag) values ('00000000-0000-0000-0000-000000000002', '+15125550101', 't') $$, '23505', null, 'one open purchase per number');
delete from phone_number_purchases;

insert into phone_numbers (user_id, provider_number_id, e164_number) values
  ('00000000-0000-0000-0000-000000000001', 'OLD1', '+15125550111'), ('00000000-0000-0000-0000-000000000001', 'OLD2', '+15125550112');
select is((select issue from provision_integrity_issues where user_id = '00000000-0000-0000-0000-000000000001'), 'several_numbers', 'existing twins are reported');
select is((select d.reason from private.desired_state(private.provision_facts('00000000-0000-0000-0000-000000000001')) d), 'integrity_issue', 'and left alone until settled');
update phone_numbers set status = 'released' where provider_number_id = 'OLD2';
select is((select d.reason from private.desired_state(private.provision_facts('00000000-0000-0000-0000-000000000001')) d), 'legacy_number', 'the old system''s number is not ours to touch');

insert into phone_provision_logs (user_id, subject_id, trigger_action) values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000002', 'converge');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000002', '+15125550120', 't', 'recorded', 'PN20');
delete from auth.users where id = '00000000-0000-0000-0000-000000000002';
select results_eq($$ select user_id, subject_id from phone_provision_logs order by id desc limit 1 $$,
  $$ values (null::uuid, '00000000-0000-0000-0000-000000000002'::uuid) $$, 'runs outlive the account');
select is((select d.desired from private.desired_state(private.provision_facts('00000000-0000-0000-0000-000000000002')) d), 'released', 'and the number of a deleted account is released');
select * from finish();
rollback;
