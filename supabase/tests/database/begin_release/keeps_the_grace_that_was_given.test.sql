begin;
set local search_path = public, extensions;
select plan(16);
update provision_settings set activated_at = now(), project_ref = 'local', release_grace_seconds = 3600;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'active');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1');
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000001', 'PN1', '+15125550101');
-- A run for the facts of now, claimed; and what a release is told.
create function pg_temp.at_work() returns bigint language plpgsql as $$
declare v_run bigint;
begin
  update public.phone_provision_logs set status = 'skipped', finished_at = now(), lease_expires_at = null, next_attempt_at = null where finished_at is null;
  v_run := private.enqueue_run('00000000-0000-0000-0000-000000000001', 'converge', 'trigger');
  perform public.claim_provision_run(v_run, 'local');
  return v_run;
end $$;
create function pg_temp.release() returns text language plpgsql as $$
declare v_run bigint := pg_temp.at_work();
begin return coalesce(public.begin_release(v_run, 1, (select max(id) from public.phone_number_purchases)) ->> 'reason', 'ok'); end $$;
create function pg_temp.ends_in() returns integer language sql as $$ select round(extract(epoch from release_after - clock_timestamp()), -1)::integer from phone_number_purchases $$;

update subscriptions set status = 'cancelled';
select is(pg_temp.release(), 'grace', 'who cancels keeps the number for the grace');
select is(pg_temp.ends_in(), 3600, 'of an hour');
update phone_number_purchases set release_after = release_after - interval '30 minutes';
select is(pg_temp.release(), 'grace', 'whoever looks again in the middle of it');
select is(pg_temp.ends_in(), 1800, 'does not begin it anew');
update provision_settings set release_grace_seconds = 7200;
select is(pg_temp.release(), 'grace', 'nor does a longer grace');
select is(pg_temp.ends_in(), 1800, 'that was set for others');
update subscriptions set status = 'active';
select pg_temp.at_work();
select is((select release_after from phone_number_purchases), null, 'who pays again has none');
update subscriptions set status = 'expired';
select is(pg_temp.release(), 'grace', 'when the plan ends once more, by expiry as well,');
select is(pg_temp.ends_in(), 7200, 'they have the whole of it');
update phone_number_purchases set release_after = clock_timestamp() - interval '1 s';
select is(pg_temp.release(), 'ok', 'when it is over the number is given back');

-- Whoever takes a number back by a word of their own waits for nothing.
update phone_number_purchases set state = 'recorded', releasing_at = null, release_after = null, release_requested_at = now();
alter table phone_numbers disable trigger phone_numbers_phone_provision_trigger;
delete from phone_numbers;
select is(pg_temp.release(), 'ok', 'a number whose row the product deleted has no grace');
update phone_number_purchases set state = 'recorded', releasing_at = null, release_requested_at = null;
insert into provision_holds (user_id, mode) values ('00000000-0000-0000-0000-000000000001', 'released');
select is(pg_temp.release(), 'ok', 'nor one that staff release');

-- Beside another number of the product.
delete from provision_holds;
update subscriptions set status = 'active';
update phone_number_purchases set state = 'recorded', releasing_at = null;
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000001', 'PN9', '+15125550109');
select is(pg_temp.release(), 'still_wanted', 'a number that was recorded is not given back by itself because the product names another');
update phone_number_purchases set state = 'purchased';
update phone_numbers set provider_number_id = null, e164_number = '+15125550101';
select is(pg_temp.release(), 'still_wanted', 'nor one that the row names by its digits alone');
update phone_numbers set provider_number_id = 'PN9', e164_number = '+15125550109';
select is(pg_temp.release(), 'ok', 'what was never recorded beside another number goes back');
update phone_number_purchases set state = 'purchased', releasing_at = null;
update provision_halts set halted_at = now() where scope = 'release';
select is(pg_temp.release(), 'ok', 'brake or not: nobody loses anything by it');
select * from finish();
rollback;
