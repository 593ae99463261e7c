begin;
set local search_path = public, extensions;
select plan(11);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com'), ('00000000-0000-0000-0000-00000000000b', 'b@example.com');
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'viewer');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-00000000000b', 'pro');
create temporary table run as select max(id) as id from phone_provision_logs;
create function pg_temp.stands() returns text language sql as $$
  select status || ' ' || reason_code || coalesce(' ' || fault || ' ' || retry, '') from provision_customers where user_id = '00000000-0000-0000-0000-00000000000b' $$;
create function pg_temp.page(p_key text) returns text language sql as $$ select read_customer('00000000-0000-0000-0000-00000000000b') ->> p_key $$;
-- One try of the function that the old system does not take.
create function pg_temp.try(p_code text) returns void language plpgsql as $$
declare v_attempt integer;
begin
  update phone_provision_logs set next_attempt_at = now() where id = (select id from run);
  v_attempt := (claim_provision_run((select id from run), 'local') -> 'run' ->> 'attempt')::integer;
  perform record_handover((select id from run), v_attempt, 'asked');
  perform finish_provision_run((select id from run), v_attempt, 'retry', null, p_code, null, 'until_done', null,
    jsonb_build_array(jsonb_build_object('step', 'hand_over', 'provider', 'function', 'outcome', 'failed', 'started_at', clock_timestamp(), 'duration_ms', 5)));
end $$;

select is(pg_temp.stands(), 'not_in_rollout not_in_rollout', 'outside');
select pg_temp.try('handover_no_answer');
select is(pg_temp.stands(), 'not_in_rollout handover_asked', 'the old system was asked and has not taken them yet');
select is(pg_temp.page('reason_code'), 'handover_asked', 'their page says so as well');
select is(pg_temp.page('handover_asked_at')::timestamptz, (select min(started_at) from phone_provision_steps where step = 'hand_over'), 'and since when');

-- Steps are written once, so that it is the patience that shrinks; the sweep finds whom it has run out for.
update alert_rules set threshold = 0, recover_below = 0 where key = 'untaken_handovers';
select private.refresh_queued_customers(100);
select is(pg_temp.stands(), 'needs_attention handover_untaken us useless', 'after as long as the alert allows they need a person, and no retry');
select is((select since from provision_customers where user_id = '00000000-0000-0000-0000-00000000000b'), (select min(started_at) from phone_provision_steps where step = 'hand_over'),
  'since they were first asked for, not since somebody looked');
select pg_temp.try('handover_not_taken');
select is((select since from provision_customers where user_id = '00000000-0000-0000-0000-00000000000b'), (select min(started_at) from phone_provision_steps where step = 'hand_over'),
  'another try does not begin anew');
select is(pg_temp.page('status'), 'needs_attention', 'on the page too');

update phone_provision_logs set next_attempt_at = now() where id = (select id from run);
select claim_provision_run((select id from run), 'local');
select is(pg_temp.page('reason_code'), 'handover_untaken', 'while it is tried again nothing else is said');
select record_handover((select id from run), 3, 'taken');
select finish_provision_run((select id from run), 3, 'skipped', 'handed_over', null, null, null, null, '[]');
select is(pg_temp.stands(), 'not_in_rollout not_in_rollout', 'until it takes them');
select is(pg_temp.page('handover_asked_at'), null, 'and nothing is asked any more');
select * from finish();
rollback;
