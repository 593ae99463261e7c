begin;
set local search_path = public, extensions;
select plan(7);
update provision_settings set activated_at = now(), project_ref = 'local';
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@example.com');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'cancelled');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, release_requested_at)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1', now());
create function pg_temp.begin_release() returns jsonb language sql as $$
  select begin_release((select max(id) from phone_provision_logs where attempt = 1), 1, (select max(id) from phone_number_purchases)) $$;

select is(claim_provision_run((select max(id) from phone_provision_logs), 'local') ->> 'claimed', 'true', 'a run is claimed');
insert into provision_holds (user_id, mode, reason) values ('00000000-0000-0000-0000-000000000001', 'freeze', 'Being looked into');
select is(pg_temp.begin_release() ->> 'reason', 'still_wanted', 'a freeze that came since the claim keeps the number, whoever asked for it back');
select is((select state from phone_number_purchases), 'recorded', 'nothing has moved');
delete from provision_holds;

update subscriptions set status = 'active';
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000001', 'PN1', '+15125550101');
select is(pg_temp.begin_release() ->> 'reason', 'still_wanted', 'the product wrote the row again that it had deleted: a paid number stays');
select is((select release_requested_at from phone_number_purchases), null, 'and nobody asks for it back any more');
update phone_number_purchases set release_requested_at = now();
alter table phone_numbers disable trigger phone_numbers_phone_provision_trigger;
delete from phone_numbers;
alter table phone_numbers enable trigger phone_numbers_phone_provision_trigger;
select is((select state from phone_number_purchases), 'recorded', 'until it deletes it again');
select is(pg_temp.begin_release() ->> 'ok', 'true', 'without the freeze it is given back');
select * from finish();
rollback;
