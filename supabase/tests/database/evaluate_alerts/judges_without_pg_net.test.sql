begin;
set local search_path = public, extensions;
select plan(4);
select vault.create_secret('https://project.example/functions/v1/phone-number-provision', 'provision_function_url')
  where not exists (select 1 from vault.secrets where name = 'provision_function_url');
select vault.create_secret('nudge', 'provision_nudge_key') where not exists (select 1 from vault.secrets where name = 'provision_nudge_key');
insert into notification_outbox (kind, channel, payload) values ('test', 'slack', '{}');
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'operator@example.com');
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'operator');
update provision_settings set project_ref = 'local', activated_at = now() - interval '1 day';
-- Somebody switched the extension off, or its queue refuses what is asked of it.
drop extension pg_net cascade;
select lives_ok('select private.judge_and_notify()', 'the alerts are judged, though nothing wakes their delivery');
select isnt((select evaluated_at from alert_clock), null, 'and it is written down that they were');
select lives_ok('select private.request_due_comparison()', 'the comparison is asked for');
select is((select state from inventory_comparisons), 'requested', 'and waits for the next nudge');
select * from finish();
rollback;
