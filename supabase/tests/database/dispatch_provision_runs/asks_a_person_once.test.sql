begin;
set local search_path = public, extensions;
select plan(2);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into phone_number_purchases (user_id, e164_number, tag, updated_at) values ('00000000-0000-0000-0000-000000000001', '+15005550141', 't1', now() - interval '5 minutes');
-- The run that failed had covered the one after it.
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, finished_at, error_code) values
  ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'converge', 'failed', now() - interval '2 minutes', '21649'),
  ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'provision', 'superseded', now() - interval '2 minutes', null);
select private.dispatch_provision_runs();
select is((select count(*)::int from phone_provision_logs), 2, 'a run that failed and covered a later one is not started again by the sweep');
update phone_provision_logs set finished_at = now() - interval '2 hours';
select private.dispatch_provision_runs();
select is((select count(*)::int from phone_provision_logs where source = 'sweep'), 1, 'but after an hour it is looked at once more');
select * from finish();
rollback;
