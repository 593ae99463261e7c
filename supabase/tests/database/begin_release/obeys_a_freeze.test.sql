begin;
set local search_path = public, extensions;
select plan(4);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@example.com');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'cancelled');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, release_requested_at)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1', now());
create function pg_temp.begin_release() returns jsonb language sql as $$
  select begin_release((select max(id) from phone_provision_logs), 1, (select max(id) from phone_number_purchases)) $$;

select is(claim_provision_run((select max(id) from phone_provision_logs), 'local') ->> 'claimed', 'true', 'a run is claimed');
insert into provision_holds (user_id, mode, reason) values ('00000000-0000-0000-0000-000000000001', 'freeze', 'Being looked into');
select is(pg_temp.begin_release() ->> 'reason', 'still_wanted', 'a freeze that came since the claim keeps the number, whoever asked for it back');
select is((select state from phone_number_purchases), 'recorded', 'nothing has moved');
delete from provision_holds;
select is(pg_temp.begin_release() ->> 'ok', 'true', 'without the freeze it is given back');
select * from finish();
rollback;
