begin;
set local search_path = public, extensions;
select plan(10);
update provision_settings set activated_at = now(), project_ref = 'local', dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'cancelled');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id, linked_at)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1', 'v1', 'a1', now());
create function pg_temp.run() returns bigint language sql as $$ select max(id) from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' $$;
create function pg_temp.purchase() returns bigint language sql as $$ select max(id) from phone_number_purchases $$;
create function pg_temp.begin_release() returns jsonb language sql as $$ select begin_release(pg_temp.run(), 1, pg_temp.purchase()) $$;
select is(claim_provision_run(pg_temp.run(), 'local') ->> 'claimed', 'true', 'a cancellation is at work');

select is(mark_purchase_lost(pg_temp.run(), 1, pg_temp.purchase(), 'foreign_number') ->> 'reason', 'conflict', 'what nobody else holds cannot be given up as foreign');
insert into phone_numbers (user_id, provider_number_id, e164_number, status) values ('00000000-0000-0000-0000-000000000002', 'PN1', '+15125550101', 'active');
select is(pg_temp.begin_release() ->> 'reason', 'foreign', 'a number that a live row of the product gives to somebody else is not given back');
update phone_numbers set provider_number_id = null;
select is(pg_temp.begin_release() ->> 'reason', 'foreign', 'nor is one that their row names only by number');
select is((select state from phone_number_purchases), 'recorded', 'nothing has moved');
select is(mark_purchase_lost(pg_temp.run(), 1, pg_temp.purchase(), '21422') ->> 'reason', 'conflict', 'a refusal does not make an owned number lost');
select is(mark_purchase_lost(pg_temp.run(), 1, pg_temp.purchase(), 'foreign_number') ->> 'ok', 'true', 'it is given up');
select is(mark_purchase_lost(pg_temp.run(), 1, pg_temp.purchase(), 'foreign_number') ->> 'ok', 'true', 'and again gives the same answer');
select results_eq('select state, lost_code, provider_number_id, assistant_id, recheck_at from phone_number_purchases',
  $$ values ('lost', 'foreign_number', null::text, null::text, null::timestamptz) $$, 'the ledger owns it no more and does not look for it again, so that they may have it');
select is((select status from phone_numbers), 'active', 'their row is untouched');
select * from finish();
rollback;
