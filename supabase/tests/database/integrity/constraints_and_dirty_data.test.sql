begin;
set local search_path = public, extensions;
select plan(29);
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

-- The host writes another number over ours, in place: nothing was deleted, so that nobody asked for ours back.
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from unnest(array[3, 4, 9]) n;
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-000000000009', 'operator', 'Olu');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000003', 'a3');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000003', 'pro', 'active');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, assistant_id) values ('00000000-0000-0000-0000-000000000003', '+15125550130', 't', 'recorded', 'PN30', 'a3');
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ('00000000-0000-0000-0000-000000000003', 'twilio', 'PN30', '+15125550130', 'active');
update phone_provision_logs set status = 'skipped', finished_at = now() where finished_at is null;
create function pg_temp.third() returns text language sql as $$ select status || ' ' || reason_code from provision_customers where user_id = '00000000-0000-0000-0000-000000000003' $$;
create function pg_temp.press(p_action text) returns bigint language plpgsql as $$
declare v_run bigint;
begin
  perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', '{"sub": "00000000-0000-0000-0000-000000000009", "role": "authenticated"}', true);
  v_run := (public.request_provision_run('00000000-0000-0000-0000-000000000003', p_action, 'They have another', p_action || clock_timestamp()) ->> 'run_id')::bigint;
  perform set_config('role', 'none', true);
  return v_run;
end $$;
select private.refresh_provision_customers(array['00000000-0000-0000-0000-000000000003']::uuid[]);
select is(pg_temp.third(), 'working paid', 'a number that answers');
update phone_numbers set provider_number_id = 'OTHER', e164_number = '+15125550139' where provider_number_id = 'PN30';
select is(pg_temp.third(), 'needs_attention integrity_issue', 'the customer needs a person at once, not the old system');
select results_eq($$ select issue, detail from provision_integrity_issues where user_id = '00000000-0000-0000-0000-000000000003' $$,
  $$ values ('second_number', 'The product''s row names +15125550139, and we still own +15125550130') $$, 'as a second number, with both of them');
select is((select what_happens from provision_host_rows where user_id = '00000000-0000-0000-0000-000000000003'), 'This user is left alone until settled.', 'deploy and doctor list it as well');
update subscriptions set status = 'cancelled' where user_id = '00000000-0000-0000-0000-000000000003';
update phone_provision_logs set status = 'skipped', finished_at = now() where finished_at is null;
select private.refresh_provision_customers(array['00000000-0000-0000-0000-000000000003']::uuid[]);
select is(pg_temp.third(), 'needs_attention integrity_issue', 'a later cancellation does not hide it');
update phone_numbers set provider_number_id = 'PN30', e164_number = '+15125550130' where provider_number_id = 'OTHER';
select is((select count(*)::int from provision_integrity_issues where issue = 'second_number'), 0, 'a mistake that is written back is settled');
update phone_numbers set status = 'released' where provider_number_id = 'PN30';
select is((select count(*)::int from provision_integrity_issues where issue = 'second_number'), 0, 'a row that is over names none');
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ('00000000-0000-0000-0000-000000000003', 'twilio', 'OTHER', '+15125550139', 'active');

select lives_ok($$ select pg_temp.press('hold') $$, 'staff may freeze it');
select throws_matching($$ select pg_temp.press('pause') $$, 'on hold', 'and not pause it');
select throws_matching($$ select pg_temp.press('release') $$, 'Take the hold off first', 'nor release past the freeze');
select lives_ok($$ select pg_temp.press('unhold') $$, 'once it is taken off');
select lives_ok($$ select pg_temp.press('release') $$, 'a release takes ours back');
select is((select count(*)::int from provision_holds where user_id = '00000000-0000-0000-0000-000000000003'), 0, 'without a hold: the customer keeps the other number');
select is(claim_provision_run((select max(id) from phone_provision_logs), 'local') #>> '{context,desired}', 'untouched', 'nothing is decided anew');
select is(begin_release((select max(id) from phone_provision_logs), 1, (select id from phone_number_purchases where provider_number_id = 'PN30')) -> 'ok', 'true', 'ours may go');
select finish_release((select max(id) from phone_provision_logs), 1, (select id from phone_number_purchases where provider_number_id = 'PN30'));
select finish_provision_run((select max(id) from phone_provision_logs), 1, 'succeeded', 'released', null, null, null, null, '[]');
select is(pg_temp.third(), 'not_in_rollout legacy_number', 'then the other number is the old system''s');
select is((select status from phone_numbers where provider_number_id = 'OTHER'), 'active', 'and its row was left alone');
select * from finish();
rollback;
