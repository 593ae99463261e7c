begin;
set local search_path = public, extensions;
select plan(5);
update provision_settings set activated_at = now(), project_ref = 'local', dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000, entries_per_minute = 100;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com');
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'viewer');
create temporary table words (n integer, tier text, status text);
insert into words values (0, 'pro', e'active\n'), (1, e'pro\n', 'active'), (2, U&'\00A0Pro', e'\tPast_Due\r\n'), (3, 'max', 'trialing '), (4, 'pro', U&'\FEFFactive'),
  (5, e'free\n', 'active'), (6, ' Free', 'active'), (7, ' ', 'active'), (8, 'pro', e'cancelled\n'), (9, 'pro', U&'\2003active');
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000010' || n)::uuid, n || '@example.com' from words;
insert into subscriptions (user_id, tier_type, status, current) select ('00000000-0000-0000-0000-00000000010' || n)::uuid, tier, status, true from words;
delete from phone_provision_logs;
select private.refresh_provision_customers(array(select user_id from subscriptions));
create function pg_temp.n(p uuid) returns integer language sql as $$ select right(p::text, 1)::integer $$;

select is((select array_agg(pg_temp.n(user_id) order by user_id) from private.entitled_customers), array[0, 1, 2, 3, 4], 'space around a tier or a status is no part of it, here as in the decision');
select is((select array_agg(distinct pg_temp.n(c.user_id)) from provision_customers c
  cross join lateral private.desired_state(private.provision_facts(c.user_id)) d where d.desired = 'assigned'), array[0, 1, 2, 3, 4], 'which gives a number to the same customers');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
select is((preview_rollout(10000) ->> 'customers')::int, 5, 'so the preview counts those, and no free tier');
select is(private.enqueue_rollout_entrants(), 5, 'and they enter');
select is((select array_agg(pg_temp.n(subject_id) order by subject_id) from phone_provision_logs), array[0, 1, 2, 3, 4], 'they alone');
select * from finish();
rollback;
