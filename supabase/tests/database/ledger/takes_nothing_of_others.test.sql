begin;
set local search_path = public, extensions;
select plan(19);
update provision_settings set activated_at = now(), project_ref = 'local', dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 4) n;
insert into subscriptions (user_id, tier_type) select id, 'pro' from auth.users where email in ('1@example.com', '2@example.com');
-- 3 has the product's own numbers, one of them over; 4 one that the ledger knows.
insert into phone_numbers (user_id, provider_number_id, e164_number, status) values
  ('00000000-0000-0000-0000-000000000003', 'PN3', '+15125550103', 'active'), ('00000000-0000-0000-0000-000000000003', 'PN4', '+15125550104', 'released');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000004', '+15125550105', 't', 'released', 'PN5');
create function pg_temp.run(n integer) returns bigint language sql as $$
  select min(id) from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
create function pg_temp.intend(p_number text) returns text language plpgsql as $$
declare a jsonb := public.record_purchase_intent(pg_temp.run(1), 1, p_number, 't');
begin return coalesce(a ->> 'reason', 'ok'); end $$;
create function pg_temp.own(p_sid text, n integer default 1) returns text language sql as $$
  select coalesce(a ->> 'reason', a ->> 'state') from record_purchase(pg_temp.run(n), 1, (select max(id) from phone_number_purchases where user_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid), p_sid, false) a $$;
select claim_provision_run(pg_temp.run(n), 'local') from generate_series(1, 2) n;

update subscriptions set status = 'cancelled' where user_id = '00000000-0000-0000-0000-000000000001';
select is(pg_temp.intend('+15125550104'), 'not_wanted', 'who cancelled since the claim intends nothing any more');
update subscriptions set status = 'active' where user_id = '00000000-0000-0000-0000-000000000001';
select is(pg_temp.intend('+15125550103'), 'number_taken', 'a number in a live row of somebody else is not even intended');
select is(pg_temp.intend('+15125550104'), 'ok', 'one whose row is over may be bought');
select is(pg_temp.own('PN3'), 'conflict', 'a SID that a live row of the product gives to somebody else is not ours');
select is(pg_temp.own('PN5'), 'conflict', 'nor one that the ledger knew under another customer');
select is((select state from phone_number_purchases where user_id = '00000000-0000-0000-0000-000000000001'), 'intended', 'neither moved anything');
select is(pg_temp.own('PN4'), 'purchased', 'one whose row is over may be ours');
select is(pg_temp.own('PN7'), 'conflict', 'who owns a number by one SID does not own it by another');
select is(private.held_by_another('00000000-0000-0000-0000-000000000001', '+15125550199', 'PN3'), true, 'a row holds a number by its SID');
select is(private.held_by_another('00000000-0000-0000-0000-000000000001', '+15125550103', 'PN99'), true, 'or by its digits');
select is(private.held_by_another('00000000-0000-0000-0000-000000000001', '+15125550104', 'PN4'), false, 'while it lives');
select is(private.held_by_another('00000000-0000-0000-0000-000000000003', '+15125550103', 'PN3'), false, 'and not against its own customer');

-- The customer's transaction believes nobody who has not the run, and nothing that the ledger does not know.
create function pg_temp.record(p_attempt integer, p_sid text) returns text language sql as $$
  select coalesce(a ->> 'sqlstate', 'ok') from provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550104', p_sid, 'pro', pg_temp.run(1), p_attempt) a $$;
select is(pg_temp.record(2, 'PN4'), 'SW423', 'a worker whose run was taken over records nothing');
select is(pg_temp.record(1, 'PN77'), 'SW409', 'nor does one whose purchase is not in the ledger');
select is((select count(*)::int from phone_numbers where user_id = '00000000-0000-0000-0000-000000000001'), 0, 'nothing of it remains');
-- The product keeps numbers unique for ever.
create unique index every_number_once on phone_numbers (e164_number);
select is(pg_temp.record(1, 'PN4'), 'ok', 'a number that was given back and bought again is recorded all the same');
select results_eq($$ select user_id, provider_number_id, status from phone_numbers where e164_number = '+15125550104' $$,
  $$ values ('00000000-0000-0000-0000-000000000001'::uuid, 'PN4', 'active') $$, 'in the row that it had');

-- What came to light after a refusal, when the customer has another number already, is on its way back from the start.
select record_purchase_intent(pg_temp.run(2), 1, '+15125550106', 't');
select mark_purchase_lost(pg_temp.run(2), 1, (select max(id) from phone_number_purchases), '21422');
select is((select round(extract(epoch from recheck_at - clock_timestamp()), -1)::integer from phone_number_purchases where state = 'lost'), 3600, 'a refusal is looked at once more after an hour');
update phone_number_purchases set recheck_at = clock_timestamp() where state = 'lost';
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000002', '+15125550107', 't', 'recorded', 'PN8');
select is(record_purchase(pg_temp.run(2), 1, (select id from phone_number_purchases where state = 'lost'), 'PN6', true) ->> 'state', 'releasing', 'a second number is never kept');
select * from finish();
rollback;
