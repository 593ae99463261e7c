begin;
set local search_path = public, extensions;
select plan(16);
update provision_settings set activated_at = now(), project_ref = 'local', max_attempts = 1;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@example.com');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'a1');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'active');
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values ('00000000-0000-0000-0000-000000000001', 'twilio', 'PN1', '+15125550101', 'active');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1', 'v1', 'a1');
update phone_provision_logs set status = 'skipped', finished_at = now();

-- A run of this action and how it ended, with the number that it looked up at Twilio, if it did.
create function pg_temp.run(p_action text, p_result text, p_code text default null, p_sid text default null) returns text language plpgsql as $$
declare v_run bigint;
begin
  insert into phone_provision_logs (user_id, subject_id, trigger_action, source)
  values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', p_action, 'service') returning id into v_run;
  perform claim_provision_run(v_run, 'local');
  return finish_provision_run(v_run, 1, p_result, null, p_code, null, null, null, case when p_sid is null then '[]' else jsonb_build_array(jsonb_build_object(
    'step', 'look_up_number', 'provider', 'twilio', 'outcome', 'ok', 'started_at', clock_timestamp(), 'duration_ms', 1, 'detail', jsonb_build_object('found', true, 'provider_number_id', p_sid))) end) ->> 'status';
end $$;
create function pg_temp.stands() returns text language sql as $$ select status || ' ' || reason_code from provision_customers $$;
create function pg_temp.kept() returns text language sql as $$ select failed_code from phone_number_purchases $$;

select pg_temp.run('converge', 'succeeded');
select is(pg_temp.stands(), 'working paid', 'the number works');
select is(pg_temp.run('check', 'failed', 'number_missing'), 'failed', 'a check finds it gone');
select is(pg_temp.kept(), 'number_missing', 'which stays with the number');
select is((select facts #>> '{purchases,0,failed_code}' from private.provision_facts('00000000-0000-0000-0000-000000000001') facts), 'number_missing', 'and every later run is told');
select pg_temp.run('converge', 'succeeded');
select is(pg_temp.stands(), 'needs_attention number_missing', 'a renewal that looked at nothing does not make it green');
select pg_temp.run('converge', 'succeeded', null, 'PN2');
select is(pg_temp.kept(), 'number_missing', 'nor does a look at another number');
select pg_temp.run('retry', 'failed', 'vapi_blocked', 'PN1');
select is(pg_temp.kept(), 'vapi_blocked', 'a look that ends in another failure says the newer one');
select pg_temp.run('retry', 'skipped', null, 'PN1');
select is(pg_temp.kept(), 'vapi_blocked', 'a run that did nothing clears nothing');
select pg_temp.run('converge', 'succeeded', null, 'PN1');
select is(pg_temp.kept(), null, 'a run that found the number and succeeded clears it');
select is(pg_temp.stands(), 'working paid', 'and the customer is well');
select is(pg_temp.run('converge', 'retry', 'vapi_timeout'), 'failed', 'attempts that are used up');
select is(pg_temp.kept(), 'vapi_timeout', 'leave their mark as well');

-- Who has to look at a provider waits for it, as a check does.
create function pg_temp.needs(p_action text, p_failed text) returns text[] language sql as $$
  select private.provision_needs(jsonb_set(facts, '{purchases,0,failed_code}', coalesce(to_jsonb(p_failed), 'null')), 'assigned', p_action) from private.provision_facts('00000000-0000-0000-0000-000000000001') facts $$;
select is(pg_temp.needs('converge', null), '{}', 'a renewal of a number that is well needs nobody');
select is(pg_temp.needs('retry', null), '{twilio,vapi}', 'a retry looks at both');
select is(pg_temp.needs('converge', 'number_missing'), '{twilio,vapi}', 'so does any run while a failure stands');
update user_settings set vapi_assistant_id = null;
select is(pg_temp.needs('retry', null), '{twilio}', 'without an assistant only Twilio is asked');
select * from finish();
rollback;
