begin;
set local search_path = public, extensions;
select plan(4);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
alter table phone_provision_logs add constraint broken_on_purpose check (trigger_action <> 'provision') not valid;
select lives_ok($$ insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro') $$,
  'a run that cannot be written does not fail the subscription');
select is((select count(*)::int from subscriptions where user_id = '00000000-0000-0000-0000-000000000001'), 1, 'the subscription is there');
select is((select count(*)::int from phone_provision_logs), 0, 'the run is not');
alter table phone_provision_logs drop constraint broken_on_purpose;
update provision_settings set activated_at = now();
update rollout_flags set percentage_bp = 10000;
select is(private.enqueue_provision_drift(), '{"found": 1, "enqueued": 1}'::jsonb, 'the drift scan finds the user');
select * from finish();
rollback;
