begin;
set local search_path = public, extensions;
select plan(3);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@example.com');
insert into phone_number_purchases (user_id, e164_number, tag, intended_at) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', now() - interval '10 minutes');
insert into phone_provision_logs (user_id, subject_id, trigger_action) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'provision');
-- To ten seconds, whatever else the machine does.
create function pg_temp.asked_ago() returns integer language sql as $$
  select round(extract(epoch from clock_timestamp() - (private.provision_facts(user_id) #>> '{purchases,0,asked_at}')::timestamptz), -1)::integer from phone_number_purchases $$;

select is(pg_temp.asked_ago(), 600, 'nobody asked since the intent');
insert into private.provision_attempts (run_id, attempt, duration_ms, result, ended_at)
select id, 1, 90000, 'lease_expired', clock_timestamp() - interval '1 minute' from phone_provision_logs;
select is(pg_temp.asked_ago(), 60, 'a worker that died may have asked to its end');
select record_provision_steps((select max(id) from phone_provision_logs), 1, jsonb_build_array(jsonb_build_object('step', 'buy_number', 'provider', 'twilio',
  'outcome', 'unknown', 'started_at', now() - interval '1 day', 'duration_ms', 15000)), null);
select is(pg_temp.asked_ago(), 0, 'and a buy without an answer may be under way since it was told, whatever that worker''s clock says');
select * from finish();
rollback;
