begin;
set local search_path = public, extensions;
select plan(6);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro');
create temporary table run as select max(id) as id from phone_provision_logs;
select is((claim_provision_run((select id from run), 'local') -> 'context' ->> 'desired_reason'), 'not_in_rollout', 'outside, the run is claimed to be handed over');
select is(record_handover((select id from run), 2) ->> 'reason', 'fenced', 'another attempt writes nothing');
select is(record_handover((select id from run), 1) ->> 'ok', 'true', 'the holder does');
select is(record_handover((select id from run), 1) ->> 'ok', 'true', 'and may repeat it');
select is((select run_id from provision_handovers), (select id from run), 'the customer is marked');
select is(finish_provision_run((select id from run), 1, 'retry', null, 'handover_failed', 'x', 'until_done', null, '[]') ->> 'status', 'retry_scheduled',
  'a handover that failed goes again');
select * from finish();
rollback;
