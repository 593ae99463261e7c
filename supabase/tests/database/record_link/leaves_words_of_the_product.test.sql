begin;
set local search_path = public, extensions;
select plan(7);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'a1') on conflict (user_id) do update set vapi_assistant_id = 'a1';
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro');
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000001', 'PN1', '+15125550101');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1');
create function pg_temp.run() returns bigint language sql as $$ select max(id) from phone_provision_logs where source <> 'sweep' $$;
-- The row says this, then the number is linked to an assistant or to none; what the row says afterwards.
create function pg_temp.linked(p_before text, p_assistant_id text) returns text language sql as $$
  update phone_numbers set status = p_before where provider_number_id = 'PN1';
  select record_link(pg_temp.run(), 1, max(id), 'v1', p_assistant_id, true) from phone_number_purchases;
  select status from phone_numbers where provider_number_id = 'PN1' $$;

select is(claim_provision_run(pg_temp.run(), 'local') ->> 'claimed', 'true', 'a run is claimed');
select is(pg_temp.linked('active', null), 'paused', 'our own word follows the link: paused without an assistant');
select is(pg_temp.linked('paused', 'a1'), 'active', 'active with one');
select is(pg_temp.linked('suspended', null), 'suspended', 'a word that is not ours is the product''s, and is not overwritten when the assistant goes');
select is(pg_temp.linked('suspended', 'a1'), 'suspended', 'nor when it comes');
select is((select assistant_id from phone_number_purchases), 'a1', 'the ledger knows of the link all the same');
select is(pg_temp.linked('released', 'a1'), 'released', 'a row that was given back does not come to life');
select * from finish();
rollback;
