begin;
set local search_path = public, extensions;
select plan(19);
update provision_settings set activated_at = now(), project_ref = 'local', release_brake_floor = 1, release_brake_fraction = 0;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
insert into subscriptions (user_id, tier_type, status) select id, 'pro', 'cancelled' from auth.users where email in ('1@example.com', '2@example.com');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id)
values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1'), ('00000000-0000-0000-0000-000000000002', '+15125550102', 't', 'recorded', 'PN2');
create function pg_temp.run(n integer) returns bigint language sql as $$
  select max(id) from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
create function pg_temp.release(n integer) returns jsonb language sql as $$
  select begin_release(pg_temp.run(n), 1, (select id from phone_number_purchases where provider_number_id = 'PN' || n)) $$;
select claim_provision_run(pg_temp.run(1), 'local'), claim_provision_run(pg_temp.run(2), 'local');
select is(pg_temp.release(1) -> 'ok', 'true', 'releases under the brake go through');
select is(pg_temp.release(2) ->> 'reason', 'brake', 'the next one within the hour is stopped');
select is((select error_code from provision_halts where scope = 'release' and halted_at is not null), 'release_brake', 'and a person must look');
select is((select state from phone_number_purchases where provider_number_id = 'PN2'), 'recorded', 'the number stays ours');

-- An admin's mistake, held by the brake: it can be taken back one by one, and nothing is resumed for that.
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from unnest(array[3, 4, 9]) n;
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-000000000009', 'admin', 'Ada');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000003', 'a3'), ('00000000-0000-0000-0000-000000000004', 'a4');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000003', 'pro', 'active'), ('00000000-0000-0000-0000-000000000004', 'pro', 'active');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id) values
  ('00000000-0000-0000-0000-000000000003', '+15125550103', 't', 'recorded', 'PN3', 'v3', 'a3'), ('00000000-0000-0000-0000-000000000004', '+15125550104', 't', 'recorded', 'PN4', 'v4', 'a4');
update phone_provision_logs set status = 'skipped', finished_at = now() where status = 'pending';
create function pg_temp.press(n integer, p_action text) returns bigint language plpgsql as $$
declare v_run bigint;
begin
  perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', '{"sub": "00000000-0000-0000-0000-000000000009", "role": "authenticated"}', true);
  v_run := (public.request_provision_run(('00000000-0000-0000-0000-00000000000' || n)::uuid, p_action, 'Wrong list', p_action || n) ->> 'run_id')::bigint;
  perform set_config('role', 'none', true);
  return v_run;
end $$;
create function pg_temp.stands(n integer) returns text language sql as $$
  select c.status || ' ' || c.reason_code from provision_customers c where c.user_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;
create temporary table pressed as select n, pg_temp.press(n, 'release') as run from unnest(array[3, 4]) n;
select is(claim_provision_run(run, 'local') ->> 'scope', 'release', 'the brake holds the release of ' || n) from pressed;

select lives_ok($$ select pg_temp.press(3, 'provision') $$, 'a release whose number is still there is taken back');
select is(claim_provision_run(pg_temp.run(3), 'local') #>> '{context,desired}', 'assigned', 'the halt of releases does not hold that up');
select finish_provision_run(pg_temp.run(3), 1, 'succeeded', 'assigned', null, null, null, null, '[]');
select is(pg_temp.stands(3), 'working paid', 'and the customer is as before');
update provision_halts set halted_at = null, resumed_at = now() where scope = 'release';
update provision_settings set drain_seconds = 0;
update phone_provision_logs set next_attempt_at = now() where status = 'pending';
select is(claim_provision_run((select run from pressed where n = 3), 'local') #>> '{context,desired}', 'assigned', 'the release that waited finds the number wanted');
select is(begin_release((select run from pressed where n = 3), 1, (select id from phone_number_purchases where provider_number_id = 'PN3')) ->> 'reason', 'still_wanted', 'also when it would go on');

-- A hold stops it too, even while the run is at work.
select is(claim_provision_run((select run from pressed where n = 4), 'local') #>> '{context,desired}', 'released', 'a release is at work');
select lives_ok($$ select pg_temp.press(4, 'hold') $$, 'and is put on hold before the point of no return');
select is(begin_release((select run from pressed where n = 4), 1, (select id from phone_number_purchases where provider_number_id = 'PN4')) ->> 'reason', 'still_wanted', 'which is refused then');
-- What is counted: the last hour, since somebody let go, and a share of what lives.
create function pg_temp.pulled() returns boolean language sql as $$ select private.release_brake_pulled(k) from public.provision_settings k $$;
delete from phone_number_purchases;
update provision_halts set resumed_at = null;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, releasing_at, released_at) select gen_random_uuid(), '+1512556' || lpad(n::text, 4, '0'), 't', 'released', 'PR' || n, now() - interval '61 minutes', now() from generate_series(1, 5) n;
update provision_settings set release_brake_floor = 2, release_brake_fraction = 0.02;
select is(pg_temp.pulled(), false, 'releases of an hour ago are over');
update phone_number_purchases set releasing_at = now() - interval '59 minutes';
select is(pg_temp.pulled(), true, 'those of this hour count');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) select gen_random_uuid(), '+1512557' || lpad(n::text, 4, '0'), 't', 'recorded', 'PL' || n from generate_series(1, 300) n;
select is(pg_temp.pulled(), false, 'five are no more than 2% of three hundred');
update provision_halts set halted_at = now() where scope = 'release';
select is(pg_temp.pulled(), true, 'and once it is pulled a person lets it go, not the hour');
update provision_halts set halted_at = null, resumed_at = now() - interval '30 minutes' where scope = 'release';
update provision_settings set release_brake_fraction = 0;
select is(pg_temp.pulled(), false, 'from then on it is counted anew');
select * from finish();
rollback;
