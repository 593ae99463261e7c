begin;
set local search_path = public, extensions;
select plan(9);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
insert into user_settings (user_id, assistant_provisioning_status) values ('00000000-0000-0000-0000-000000000001', 'ready'), ('00000000-0000-0000-0000-000000000002', 'ready');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550101', 'PN1', 'pro') -> 'success', 'true', 'the customer''s four arguments are enough');
select results_eq($$ select user_id, provider, provider_number_id, e164_number, status from phone_numbers where provider_number_id = 'PN1' $$,
  $$ values ('00000000-0000-0000-0000-000000000001'::uuid, 'twilio', 'PN1', '+15125550101', 'active') $$, 'the number row is written');
select is((select assistant_provisioning_status from user_settings where user_id = '00000000-0000-0000-0000-000000000001'), 'phone_provisioned', 'the setting says so');
select is((select state from phone_number_purchases where provider_number_id = 'PN1'), 'recorded', 'the ledger says recorded');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550101', 'PN1', 'pro') -> 'success', 'true', 'the same call again succeeds');
select is((select count(*)::int from phone_numbers where user_id = '00000000-0000-0000-0000-000000000001'), 1, 'and adds nothing');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000002', '+15125550101', 'PN1', 'pro') ->> 'sqlstate', 'SW410', 'another user''s number is refused');
select is((select assistant_provisioning_status from user_settings where user_id = '00000000-0000-0000-0000-000000000002'), 'ready', 'and nothing of the refused call remains');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550109', 'PN9', 'pro') ->> 'sqlstate', 'SW409', 'a second number for the user is refused');
select * from finish();
rollback;
