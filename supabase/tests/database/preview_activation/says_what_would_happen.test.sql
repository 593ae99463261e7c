begin;
set local search_path = public, extensions;
select plan(9);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'a@example.com');
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 5) n;
insert into staff_members (user_id, role) values ('00000000-0000-0000-0000-00000000000a', 'admin');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'active'), ('00000000-0000-0000-0000-000000000002', 'pro', 'active'),
  ('00000000-0000-0000-0000-000000000003', 'free', 'active'), ('00000000-0000-0000-0000-000000000004', 'pro', 'active');
insert into phone_numbers (user_id, provider_number_id, e164_number) values ('00000000-0000-0000-0000-000000000004', 'OLD4', '+15125550104');
insert into rollout_overrides (flag, user_id, verdict, reason) values ('phone_provisioning', '00000000-0000-0000-0000-000000000001', 'allow', 'Internal');
select private.refresh_provision_customers(array(select id from auth.users where email like '_@example.com'));
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}';
create function pg_temp.fate(p text) returns jsonb language sql as $$
  select x from jsonb_array_elements(preview_activation() -> 'fates') x where x ->> 'fate' = p $$;

select is((pg_temp.fate('acquire') ->> 'count')::int, 1, 'the internal account would get a number');
select is(pg_temp.fate('acquire') -> 'sample' -> 0 ->> 'user_id', '00000000-0000-0000-0000-000000000001', 'by name');
select is((pg_temp.fate('old_system') ->> 'count')::int, 1, 'who pays and is outside goes to the old system');
select is(pg_temp.fate('left_alone') -> 'reasons', '{"legacy_number": 1}', 'the old system''s number is left alone, with the reason');
select is((pg_temp.fate('nothing') ->> 'count')::int, 3, 'the rest needs nothing');
select is(claim_provision_run((select max(id) from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001'), 'local') -> 'context' ->> 'desired_reason',
  'not_activated', 'until then runs only report');
select lives_ok($$ select activate_provisioning('local', 'The report was read') $$, 'an admin activates');
select is((select project_ref from provision_settings), 'local', 'and binds the database to one project');
select throws_ok($$ select activate_provisioning(' ', 'No name') $$, 'PT400', null, 'a project must be named');
select * from finish();
rollback;
