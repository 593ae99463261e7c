begin;
set local search_path = public, extensions;
select plan(10);

-- Which scopes a run would run into: by what is desired, what the ledger has, and what was asked for.
create function pg_temp.needs(p_desired text, p_action text, p_purchase jsonb, p_assistant text default 'a1', p_imports jsonb default '[]') returns text language sql as $$
  select array_to_string(private.provision_needs(jsonb_build_object('purchases', case when p_purchase is null then '[]' else jsonb_build_array(p_purchase) end,
    'user_settings', jsonb_build_object('vapi_assistant_id', p_assistant), 'released_imports', p_imports), p_desired, p_action), ' ') $$;
create temporary table cases (what text, given text, wanted text);
insert into cases values
  ('nothing is desired of who has nothing', pg_temp.needs('untouched', 'converge', null), ''),
  ('to buy and to link', pg_temp.needs('assigned', 'provision', null), 'twilio acquire vapi'),
  ('to buy while nobody is there to answer', pg_temp.needs('assigned', 'provision', null, null), 'twilio acquire'),
  ('a buy without an answer is looked for', pg_temp.needs('assigned', 'converge', '{"state": "intended"}', null), 'twilio'),
  ('also of who is to be left alone', pg_temp.needs('untouched', 'converge', '{"state": "intended"}'), 'twilio'),
  ('a lost number is looked for', pg_temp.needs('untouched', 'converge', '{"state": "lost"}'), 'twilio'),
  ('a release that was begun is ended, brake or not', pg_temp.needs('untouched', 'converge', '{"state": "releasing"}'), 'twilio'),
  ('a number that answers needs nobody', pg_temp.needs('assigned', 'converge', '{"state": "recorded", "assistant_id": "a1"}'), ''),
  ('a new assistant needs VAPI alone', pg_temp.needs('assigned', 'relink', '{"state": "recorded", "assistant_id": "a0"}'), 'vapi'),
  ('a relink asks VAPI whatever the ledger says', pg_temp.needs('assigned', 'relink', '{"state": "recorded", "assistant_id": "a1"}'), 'vapi'),
  ('a check asks both', pg_temp.needs('assigned', 'check', '{"state": "recorded", "assistant_id": "a1"}'), 'twilio vapi'),
  ('so does a retry', pg_temp.needs('assigned', 'retry', '{"state": "recorded", "assistant_id": "a1"}'), 'twilio vapi'),
  ('and whatever run comes after a failure with this number', pg_temp.needs('assigned', 'converge', '{"state": "recorded", "assistant_id": "a1", "failed_code": "number_missing"}'), 'twilio vapi'),
  ('a pause takes off who answers', pg_temp.needs('paused', 'pause', '{"state": "recorded", "assistant_id": "a1"}'), 'vapi'),
  ('or what is imported without one', pg_temp.needs('paused', 'pause', '{"state": "recorded", "vapi_phone_number_id": "v1"}'), 'vapi'),
  ('a release', pg_temp.needs('released', 'release', '{"state": "recorded", "vapi_phone_number_id": "v1"}'), 'twilio vapi release'),
  ('of a number that VAPI never had', pg_temp.needs('released', 'release', '{"state": "purchased"}'), 'twilio release'),
  ('a number that is asked back and bought anew', pg_temp.needs('assigned', 'release', '{"state": "recorded", "assistant_id": "a1", "release_requested_at": "2026-01-01T00:00:00Z"}'), 'twilio acquire release'),
  ('one that is asked back of who is left alone', pg_temp.needs('untouched', 'release', '{"state": "recorded", "release_requested_at": "2026-01-01T00:00:00Z"}'), 'twilio release'),
  ('a released number whose import may have come to life', pg_temp.needs('untouched', 'release', null, 'a1', '[{"id": 1}]'), 'vapi');
select is((select string_agg(what || ': ' || given || ', not ' || wanted, e'\n') from cases where given is distinct from wanted), null, 'a run is kept back by what it needs and by nothing else');

update provision_settings set activated_at = now(), project_ref = null, dispatch_paused_at = null, max_attempts = 5;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro'), ('00000000-0000-0000-0000-000000000002', 'free');
create function pg_temp.run(n integer) returns bigint language sql as $$
  select max(id) from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
create function pg_temp.claim(n integer) returns text language sql as $$
  select concat_ws(' ', case when c ->> 'claimed' = 'true' then 'claimed' else c ->> 'reason' end, c ->> 'scope') from claim_provision_run(pg_temp.run(n), 'local') c $$;

update provision_halts set halted_at = now() where scope = 'all';
select is(pg_temp.claim(2), 'halted all', 'a halt of everything keeps back even who needs nothing');
update provision_halts set halted_at = null where scope = 'all';
update provision_halts set halted_at = now() where scope = 'vapi';
select is(pg_temp.claim(1), 'claimed', 'a database that belongs to no project yet takes any function, and who waits for no assistant needs no VAPI');
select finish_provision_run(pg_temp.run(1), 1, 'retry', null, '20503', 'Twilio was unavailable.', null, null, '[]');
update phone_provision_logs set next_attempt_at = clock_timestamp() + interval '1 minute' where id = pg_temp.run(1);
select is(pg_temp.claim(1), 'not_due', 'a pause between two attempts is kept, whoever knocks');
update phone_provision_logs set next_attempt_at = clock_timestamp() where id = pg_temp.run(1);
update provision_halts set halted_at = now() where scope = 'acquire';
select is(pg_temp.claim(1), 'halted acquire', 'then it meets what stands still');
select ok((select next_attempt_at > clock_timestamp() + interval '20 seconds' from phone_provision_logs where id = pg_temp.run(1)), 'and does not come back at once');
update provision_halts set halted_at = null;
-- The guard lets nobody in: who would enter waits, what is left of before is settled all the same.
update rollout_guards set state = 'holding', reason = 'Twilio errors passed 10%.';
update phone_provision_logs set next_attempt_at = clock_timestamp() where id = pg_temp.run(1);
select is(pg_temp.claim(1), 'guard_holding', 'who would enter waits for a person');
select ok((select next_attempt_at > clock_timestamp() + interval '9 minutes' from phone_provision_logs where id = pg_temp.run(1)), 'and is not asked every ten seconds');
insert into phone_number_purchases (user_id, e164_number, tag, state, lost_at, lost_code, recheck_at) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'lost', now() - interval '1 hour', '21422', now());
update phone_provision_logs set next_attempt_at = clock_timestamp() where id = pg_temp.run(1);
select is(pg_temp.claim(1), 'claimed', 'a number that may be theirs after all is looked for');
select is(pg_temp.claim(2), 'claimed', 'and whoever does not enter goes on');
select * from finish();
rollback;
