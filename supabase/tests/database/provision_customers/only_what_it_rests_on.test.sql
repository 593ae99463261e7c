begin;
set local search_path = public, extensions;
select plan(9);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 2) n;
insert into profiles (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'free');
insert into user_settings (user_id) values ('00000000-0000-0000-0000-000000000001');
create function pg_temp.writes(p_sql text) returns bigint language plpgsql as $$
declare v_before timestamptz := clock_timestamp();
begin
  execute p_sql;
  return (select count(*) from public.provision_customers where updated_at >= v_before);
end $$;
-- As products do it.
alter table profiles add column last_seen timestamptz;
alter table subscriptions add column seats integer;
select is(pg_temp.writes($$ update profiles set last_seen = now() $$), 0::bigint, 'a product that writes when somebody was last seen writes no picture of theirs');
select is(pg_temp.writes($$ update profiles set city = 'Lyon' $$), 0::bigint, 'nor for a city');
select is(pg_temp.writes($$ update subscriptions set seats = 3, status = status $$), 0::bigint, 'nor for seats');
select is(pg_temp.writes($$ update user_settings set assistant_provisioning_status = 'ready' $$), 0::bigint, 'nor for a step of setting up');
select is(pg_temp.writes($$ update profiles set email = 'new@example.com', last_seen = now() $$), 1::bigint, 'a new address is shown');
select is((select email from provision_customers where user_id = '00000000-0000-0000-0000-000000000001'), 'new@example.com', 'as it is now');
insert into subscriptions (id, user_id, tier_type) values ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-000000000001', 'pro');
select is(pg_temp.writes($$ update subscriptions set user_id = '00000000-0000-0000-0000-000000000002' where tier_type = 'pro' $$), 2::bigint,
  'a row that changes hands is shown on both sides');
alter table subscriptions alter column user_id drop not null;
select is(pg_temp.writes($$ insert into subscriptions (id, user_id, tier_type) values ('00000000-0000-0000-0000-0000000000a2', null, 'pro') $$), 0::bigint, 'a row of nobody');
select is_empty($$ select 1 from provision_customers where user_id = '00000000-0000-0000-0000-0000000000a2' $$, 'is no customer by the id of its row');
select * from finish();
rollback;
