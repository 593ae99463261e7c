begin;
set local search_path = public, extensions;
select plan(14);
update provision_settings set max_in_flight = 2;
select vault.create_secret('https://example.com/functions/v1/phone-number-provision', 'provision_function_url')
where not exists (select 1 from vault.secrets where name = 'provision_function_url');
select vault.create_secret('test-nudge-key', 'provision_nudge_key')
where not exists (select 1 from vault.secrets where name = 'provision_nudge_key');
insert into auth.users (id, email) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, n || '@example.com' from generate_series(1, 6) n;
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'free');

select has_trigger('public', 'subscriptions', 'subscription_phone_provision_trigger', 'the trigger stands on subscriptions');
update subscriptions set tier_type = 'pro' where user_id = '00000000-0000-0000-0000-000000000001';
select results_eq(
  $$ select trigger_action, status, source from phone_provision_logs where user_id = '00000000-0000-0000-0000-000000000001' order by id $$,
  $$ values ('converge', 'pending', 'trigger'), ('provision', 'pending', 'trigger') $$, 'a paid upgrade writes a pending run');
select isnt((select response_id from phone_provision_logs where trigger_action = 'provision'), null, 'the request id of the nudge is kept');
select is((select headers ->> 'Content-Type' from net.http_request_queue order by id desc limit 1), 'application/json', 'the content type is exact');
select matches((select headers ->> 'Authorization' from net.http_request_queue order by id desc limit 1), '^Bearer .+', 'the nudge carries a bearer key');
select is(
  (select array_agg(k order by k) from jsonb_object_keys(convert_from((select body from net.http_request_queue order by id desc limit 1), 'UTF8')::jsonb) k),
  array['log_id', 'subscription_status', 'tier_type', 'timestamp', 'trigger_action', 'user_id'], 'the payload has exactly the agreed fields');

update subscriptions set tier_type = 'pro' where user_id = '00000000-0000-0000-0000-000000000001';
select is((select count(*)::int from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001'), 2, 'the same values again write nothing');
update subscriptions set tier_type = 'free' where user_id = '00000000-0000-0000-0000-000000000001';
update subscriptions set status = 'cancelled' where user_id = '00000000-0000-0000-0000-000000000001';
select results_eq(
  $$ select trigger_action from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' order by id offset 2 $$,
  $$ values ('pause'), ('release') $$, 'a downgrade asks for a pause, a cancellation for a release');

-- Four nudges were due so far and the cap is two: the budget of this transaction is spent.
insert into subscriptions (user_id, tier_type) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'pro' from generate_series(2, 6) n;
select is((select count(*)::int from phone_provision_logs), 9, 'every row of a bulk statement has its run');
select is((select count(*)::int from phone_provision_logs where response_id is not null), 2, 'one transaction sends at most one cap of nudges');

delete from vault.secrets where name in ('provision_function_url', 'provision_nudge_key');
insert into subscriptions (user_id, tier_type, current) values ('00000000-0000-0000-0000-000000000002', 'pro', false);
select is((select trigger_action from phone_provision_logs order by id desc limit 1), 'converge', 'a row that is not current only asks to look');
select is((select status from phone_provision_logs order by id desc limit 1), 'pending', 'without secrets the run is kept and nobody is nudged');
-- The product moves a subscription to another account.
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000091', '91@example.com'), ('00000000-0000-0000-0000-000000000092', '92@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000091', 'pro');
delete from phone_provision_logs where subject_id in ('00000000-0000-0000-0000-000000000091', '00000000-0000-0000-0000-000000000092');
update subscriptions set user_id = '00000000-0000-0000-0000-000000000092' where user_id = '00000000-0000-0000-0000-000000000091';
select results_eq($$ select subject_id, trigger_action from phone_provision_logs where subject_id in ('00000000-0000-0000-0000-000000000091', '00000000-0000-0000-0000-000000000092') order by 1 $$,
  $$ values ('00000000-0000-0000-0000-000000000091'::uuid, 'converge'), ('00000000-0000-0000-0000-000000000092', 'provision') $$, 'a subscription that changes hands concerns both');
update subscriptions set status = 'active' where user_id = '00000000-0000-0000-0000-000000000092';
select is((select count(*)::int from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000092'), 1, 'and writing what was there concerns nobody');
select * from finish();
rollback;
