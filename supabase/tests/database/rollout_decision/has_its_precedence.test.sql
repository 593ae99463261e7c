begin;
set local search_path = public, extensions;
select plan(17);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'in@example.com');
create function pg_temp.say() returns text language sql as $$
  select (d ->> 'enabled') || ' ' || (d ->> 'reason') || ' ' || (d ->> 'bucket') from private.rollout_decision('phone_provisioning', '00000000-0000-0000-0000-000000000001') d $$;

select is(pg_temp.say(), 'false not_activated 1688', 'a fresh install lets nobody in');
update rollout_flags set percentage_bp = 10000;
select is(pg_temp.say(), 'false not_activated 1688', 'nor at 100% before it is activated: the old system goes on buying');
update rollout_flags set kill_switch = true;
select is(pg_temp.say(), 'false kill_switch 1688', 'the kill switch is named first');
update rollout_flags set percentage_bp = 0, kill_switch = false;
update provision_settings set activated_at = now(), project_ref = 'local';
select is(pg_temp.say(), 'false outside_percentage 1688', 'nor at 0% after that');
update rollout_flags set percentage_bp = 1688;
select is(pg_temp.say(), 'false outside_percentage 1688', 'the edge is outside');
update rollout_flags set percentage_bp = 1689;
select is(pg_temp.say(), 'true percentage 1688', 'one step further is in');
update rollout_guards set state = 'holding', reason = 'Errors.';
select is(pg_temp.say(), 'false guard_holding 1688', 'a holding guard keeps those out who would enter');
insert into rollout_overrides (flag, user_id, verdict) values ('phone_provisioning', '00000000-0000-0000-0000-000000000001', 'allow');
select is(pg_temp.say(), 'true allow 1688', 'an allowed user passes a holding guard');
update rollout_flags set percentage_bp = 0;
select is(pg_temp.say(), 'true allow 1688', 'and is in at 0%');
update rollout_flags set kill_switch = true;
select is(pg_temp.say(), 'false kill_switch 1688', 'the kill switch stands above all');
update rollout_flags set kill_switch = false, percentage_bp = 10000;
update rollout_guards set state = 'healthy', reason = null;
update rollout_overrides set verdict = 'deny';
select is(pg_temp.say(), 'false deny 1688', 'deny stands above 100%');
select is(private.rollout_decision('another', '00000000-0000-0000-0000-000000000001') ->> 'reason', 'unknown_flag', 'an unknown flag is off');

-- A number that is ours stays ours.
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro');
create function pg_temp.desired() returns text language sql as $$
  select d.desired || ' ' || d.reason from private.desired_state(private.provision_facts('00000000-0000-0000-0000-000000000001')) d $$;
select is(pg_temp.desired(), 'untouched not_in_rollout', 'outside, nothing is acquired');
insert into phone_number_purchases (user_id, e164_number, tag) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't');
select is(pg_temp.desired(), 'assigned paid', 'an open ledger row is ours although denied');
update rollout_flags set percentage_bp = 0, kill_switch = true;
select is(pg_temp.desired(), 'assigned paid', 'and at 0% with the kill switch on');

delete from phone_number_purchases;
delete from rollout_overrides;
update rollout_flags set percentage_bp = 10000, kill_switch = false;
insert into provision_handovers (user_id) values ('00000000-0000-0000-0000-000000000001');
select is(pg_temp.desired(), 'untouched handed_over', 'the old system has a quarter of an hour');
update provision_handovers set handed_over_at = now() - interval '16 minutes';
select is(pg_temp.desired(), 'assigned paid', 'then the customer may enter');
select * from finish();
rollback;
