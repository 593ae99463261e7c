begin;
set local search_path = public, extensions;
select plan(14);
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 4) n;
alter table subscriptions disable trigger subscription_phone_provision_trigger;
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro'), ('00000000-0000-0000-0000-000000000002', 'free');
alter table subscriptions enable trigger subscription_phone_provision_trigger;

select is(private.enqueue_provision_drift(), '{"found": 0, "enqueued": 0}'::jsonb, 'before activation nobody is desired to have anything');
update provision_settings set activated_at = now(), project_ref = 'local';
select is(private.enqueue_provision_drift(), '{"found": 1, "enqueued": 1}'::jsonb, 'a paid user without any run is found');
select is((select source from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001'), 'drift', 'the run says who started it');
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 0, 'a user with a waiting run is left alone');

select claim_provision_run((select max(id) from phone_provision_logs), 'local');
select finish_provision_run((select max(id) from phone_provision_logs), 1, 'failed', null, '21631', 'An address is required', 'no', null, '[]');
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 0, 'a failure on the same facts is not repeated');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'assistant-1');
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 1, 'new facts are tried');
select claim_provision_run((select max(id) from phone_provision_logs), 'local');
select finish_provision_run((select max(id) from phone_provision_logs), 1, 'skipped', 'nothing_to_do', null, 'Nothing to do.', null, null, '[]');
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 0, 'a run that was skipped on the same facts is not repeated either');
update provision_settings set activated_at = null;
update user_settings set vapi_assistant_id = 'assistant-2' where user_id = '00000000-0000-0000-0000-000000000001';
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 0, 'and while the project only reports, none is started at all');
update user_settings set vapi_assistant_id = 'assistant-1' where user_id = '00000000-0000-0000-0000-000000000001';
update provision_settings set activated_at = now();

insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, assistant_id)
values ('00000000-0000-0000-0000-000000000003', '+15125550103', 't', 'recorded', 'PN3', 'a'),
  ('00000000-0000-0000-0000-00000000000f', '+15125550104', 't', 'recorded', 'PN4', null);
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 1, 'the number of a deleted account is found');
select is((select subject_id from phone_provision_logs order by id desc limit 1), '00000000-0000-0000-0000-00000000000f'::uuid, 'although the user is gone');
select is((select count(*)::int from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000003'), 0,
  'no subscription row is no evidence: that number is left alone');

-- Linked, and nobody told us that the assistant went.
delete from phone_provision_logs;
alter table user_settings disable trigger user_settings_phone_provision_trigger;
delete from user_settings;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, assistant_id)
values ('00000000-0000-0000-0000-000000000001', '+15125550105', 't', 'recorded', 'PN5', 'assistant-1');
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000001', 'PN5', '+15125550105');
delete from phone_number_purchases where provider_number_id = 'PN4';
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 0, 'no row of settings says nothing about the assistant: who answers goes on');
insert into user_settings (user_id) values ('00000000-0000-0000-0000-000000000001');
select is((private.enqueue_provision_drift() ->> 'enqueued')::int, 1, 'an assistant that is gone is found, so that it is taken off');
delete from phone_provision_logs;
update phone_number_purchases set assistant_id = 'nobody' where state = 'recorded';
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) select gen_random_uuid(), '+1512558' || lpad(n::text, 4, '0'), 't', 'recorded', 'PX' || n from generate_series(1, 5) n;
select is((private.enqueue_provision_drift(3) ->> 'enqueued')::int, 3, 'no more than so many are started by one scan');
select * from finish();
rollback;
