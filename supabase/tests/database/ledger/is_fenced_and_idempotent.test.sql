begin;
set local search_path = public, extensions;
select plan(26);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'assistant-1');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro'), ('00000000-0000-0000-0000-000000000002', 'pro');
create function pg_temp.run(n integer) returns bigint language sql as $$
  select max(id) from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
create function pg_temp.purchase() returns bigint language sql as $$ select max(id) from phone_number_purchases where user_id = '00000000-0000-0000-0000-000000000001' $$;
select is(claim_provision_run(pg_temp.run(1), 'local') -> 'claimed', 'true', 'user one is at work');
select is(claim_provision_run(pg_temp.run(2), 'local') -> 'claimed', 'true', 'user two is at work');

select is(record_purchase_intent(pg_temp.run(1), 1, '+15125550101', 'swb:local:1') -> 'ok', 'true', 'an intent is written');
select is((record_purchase_intent(pg_temp.run(1), 1, '+15125550101', 'swb:local:1') ->> 'purchase_id')::bigint, pg_temp.purchase(), 'the same intent again is the same row');
select is(record_purchase_intent(pg_temp.run(1), 1, '+15125550102', 'swb:local:1') ->> 'reason', 'user_has_number', 'a second number for the user is refused');
select is(record_purchase_intent(pg_temp.run(2), 1, '+15125550101', 'swb:local:2') ->> 'reason', 'number_taken', 'two users cannot pick one number');
select is(record_purchase(pg_temp.run(1), 2, pg_temp.purchase(), 'PN1', false) ->> 'reason', 'fenced', 'a foreign attempt moves nothing');
select is(record_purchase(pg_temp.run(1), 1, pg_temp.purchase(), 'PN1', false) ->> 'state', 'purchased', 'the purchase is recorded');
select is(record_purchase(pg_temp.run(1), 1, pg_temp.purchase(), 'PN1', false) ->> 'state', 'purchased', 'and again gives the same answer');
select is(record_purchase(pg_temp.run(1), 1, pg_temp.purchase(), 'PN1', false, 'pro') ->> 'state', 'recorded', 'with the tier it is recorded for the customer in the same breath');
select is(record_purchase(pg_temp.run(1), 1, pg_temp.purchase(), 'PN1', false, 'pro') ->> 'state', 'recorded', 'and so again');
create temporary table second as select (record_purchase_intent(pg_temp.run(2), 1, '+15125550102', 'swb:local:2') ->> 'purchase_id')::bigint as id;
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ('00000000-0000-0000-0000-000000000002', 'twilio', 'PN9', '+15125550109', 'active');
create temporary table refused as select record_purchase(pg_temp.run(2), 1, (select id from second), 'PN2', false, 'pro') as answer;
select is((select answer -> 'recorded' ->> 'sqlstate' from refused), 'SW409', 'a customer who has another number meanwhile gets no second one');
select is((select answer ->> 'state' from refused), 'purchased', 'and the answer says that the purchase stands');
select is((select state from phone_number_purchases where id = (select id from second)), 'purchased', 'the ledger goes on owning what was bought');
select is(begin_release(pg_temp.run(1), 1, pg_temp.purchase()) ->> 'reason', 'still_wanted', 'a wanted number is not released');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550101', 'PN1', 'pro', pg_temp.run(1), 1) -> 'success', 'true', 'the number is recorded');
select is(record_link(pg_temp.run(1), 1, pg_temp.purchase(), 'vapi-1', 'assistant-1', true) -> 'ok', 'true', 'the link is recorded');
select is(record_link(pg_temp.run(1), 1, pg_temp.purchase(), 'vapi-1', null, false) -> 'ok', 'true', 'the assistant is taken off');
select is((select status from phone_numbers where provider_number_id = 'PN1'), 'paused', 'the host row says paused');

update subscriptions set status = 'cancelled' where user_id = '00000000-0000-0000-0000-000000000001';
update provision_settings set release_grace_seconds = 3600;
select is(begin_release(pg_temp.run(1), 1, pg_temp.purchase()) ->> 'reason', 'fenced', 'only the run at work may release');
create function pg_temp.first_run() returns bigint language sql as $$
  select id from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' and status = 'processing' $$;
select is(begin_release(pg_temp.first_run(), 1, pg_temp.purchase()) ->> 'reason', 'grace', 'grace keeps the number for a while');
update provision_settings set release_grace_seconds = 0;
select is(begin_release(pg_temp.first_run(), 1, pg_temp.purchase()) -> 'ok', 'true', 'a cancelled customer''s number is released');
select is(begin_release(pg_temp.first_run(), 1, pg_temp.purchase()) -> 'ok', 'true', 'and again gives the same answer');
select is(finish_release(pg_temp.first_run(), 1, pg_temp.purchase()) -> 'ok', 'true', 'the release is finished');
select is((select state from phone_number_purchases where id = pg_temp.purchase()), 'released', 'the ledger says released');
select is((select status from phone_numbers where provider_number_id = 'PN1'), 'released', 'the host row says released');
select * from finish();
rollback;
