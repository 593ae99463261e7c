begin;
set local search_path = public, extensions;
select plan(4);
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
select * from finish();
rollback;
