begin;
set local search_path = public, extensions;
select plan(26);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 5) n;
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-000000000001', 'viewer', 'Vera');
delete from phone_provision_logs;
-- 120 runs, one a second; every third failed with one of two codes, every fourth is by staff.
insert into phone_provision_logs (subject_id, user_id, trigger_action, source, requested_by, status, error_code, failed_step, provider, created_at, finished_at)
select u, u, case when n % 2 = 0 then 'provision' else 'check' end, case when n % 4 = 0 then 'staff' else 'trigger' end,
  case when n % 4 = 0 then '00000000-0000-0000-0000-000000000001'::uuid end, case when n % 3 = 0 then 'failed' else 'succeeded' end,
  case when n % 6 = 0 then '20503' when n % 3 = 0 then 'timeout' end, case when n % 3 = 0 then 'buy_number' end,
  case when n % 5 = 0 then 'vapi' else 'twilio' end, timestamptz '2026-11-25 10:00:00Z' + n * interval '1 second', '2026-11-25 11:00:00Z'
from (select n, ('00000000-0000-0000-0000-00000000000' || 2 + n % 4)::uuid as u from generate_series(0, 119) n) x;
-- Several at one moment: the place in the list is (created_at, id).
update phone_provision_logs set created_at = '2026-11-25 10:01:00Z' where created_at between '2026-11-25 10:00:40Z' and '2026-11-25 10:01:20Z';

create temporary table filters (f jsonb);
insert into filters values ('{}'), ('{"status": ["failed"]}'), ('{"status": ["failed"], "action": ["check"]}'), ('{"code": ["20503"]}'),
  ('{"by": ["staff"]}'), ('{"by": ["00000000-0000-0000-0000-000000000001"], "provider": ["vapi"]}'), ('{"step": ["buy_number"]}'),
  ('{"customer": "00000000-0000-0000-0000-000000000003", "since": "2026-11-25T10:00:30Z", "until": "2026-11-25T10:01:30Z"}');
create function pg_temp.range() returns jsonb language sql as $$ select '{"since": "2026-11-25T10:00:00Z", "until": "2026-11-25T10:02:00Z", "step": 10}'::jsonb $$;
grant select on filters to authenticated;
insert into provision_customers (user_id, email, rollout_bucket, status, reason_code)
select id, left(email, 1) || '.customer@example.com', 1, 'working', 'paid' from auth.users on conflict (user_id) do update set email = excluded.email;
update provision_customers set retry = 'check_first' where user_id = '00000000-0000-0000-0000-000000000002';

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000003", "role": "authenticated"}';
select throws_ok($$ select list_runs() $$, 'PT403', null, 'a customer lists no runs');
select throws_ok($$ select summarise_runs('{}', pg_temp.range()) $$, 'PT403', null, 'and counts none');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';

select is((select count(*)::int from filters where (summarise_runs(f, pg_temp.range()) ->> 'total')::int <> jsonb_array_length(list_runs(f, null, null, 200))), 0,
  'the total equals the rows under every filter');
select is((select count(*)::int from filters, lateral (select summarise_runs(f, pg_temp.range()) as s) x,
    lateral jsonb_each(s -> 'facets') facet, lateral jsonb_each_text(facet.value) word
  where word.value::int <> jsonb_array_length(list_runs(f || jsonb_build_object(facet.key, jsonb_build_array(word.key)), null, null, 200))), 0,
  'every facet count equals the rows that its choice leads to');
select is((summarise_runs('{"status": ["failed"]}', pg_temp.range()) #>> '{facets,status,succeeded}'), '80', 'a facet counts as if its own choice were off');
select is((summarise_runs('{"status": ["failed"], "by": ["staff"]}', pg_temp.range()) -> 'tabs'),
  '{"all": 120, "failed": 40, "again": 0, "work": 0, "staff": 30}', 'tabs count without status and source');
select is((select sum((b ->> 1)::int + (b ->> 2)::int + (b ->> 3)::int)::int from jsonb_array_elements(summarise_runs('{}', pg_temp.range()) -> 'histogram') b), 120,
  'the bars hold every run of the range');
select is((select sum((b ->> 3)::int)::int from jsonb_array_elements(summarise_runs('{}', pg_temp.range()) -> 'histogram') b), 40, 'and the failed ones apart');
select is((select sum((b ->> 1)::int + (b ->> 2)::int + (b ->> 3)::int)::int from jsonb_array_elements(
    summarise_runs('{"since": "2026-11-25T10:00:00Z"}', pg_temp.range() || '{"until": "2026-11-25T10:01:20Z"}') -> 'histogram') b), 120,
  'an open filter''s bars go on past a range that a clock which is behind has ended too soon');
select is((select max((b ->> 0)::bigint) from jsonb_array_elements(
    summarise_runs('{"until": "2026-11-25T10:01:00Z"}', pg_temp.range() || '{"until": "2026-11-25T10:01:20Z"}') -> 'histogram') b),
  extract(epoch from timestamptz '2026-11-25 10:01:00Z')::bigint, 'a closed one''s do not');
select is((select count(*)::int from jsonb_array_elements(summarise_runs('{"since": "2026-11-25T10:01:30Z"}', pg_temp.range()) -> 'histogram') b where (b ->> 0)::bigint
  < extract(epoch from timestamptz '2026-11-25 10:01:30Z')) > 0, true, 'a brush narrows the rows, not the bars');
select is((summarise_runs('{"since": "2026-11-25T10:01:30Z"}', pg_temp.range()) ->> 'total')::int, 30, 'what the brush holds is counted');

select is(summarise_runs('{}', pg_temp.range()) #> '{errors,runs}', '40', 'errors count the runs that have a code');
select is((select jsonb_agg(c ->> 'code') from jsonb_array_elements(summarise_runs('{}', pg_temp.range()) #> '{errors,codes}') c), '["20503", "timeout"]', 'by code, the most first');
select is((select jsonb_array_length(summarise_runs('{"code": ["20503"]}', pg_temp.range()) #> '{errors,codes}')), 2, 'choosing a code keeps the others in sight');
select is((select sum(t::int)::int from jsonb_array_elements(summarise_runs('{}', pg_temp.range()) #> '{errors,codes,0,tenths}') t), 20, 'the sparkline holds all of a code');
select is((select jsonb_agg(c -> 'check_first') from jsonb_array_elements(summarise_runs('{}', pg_temp.range()) #> '{errors,codes}') c), '[1, 0]',
  'and how many of its customers are to be checked first');
select is((summarise_runs('{}', pg_temp.range()) #>> '{errors,codes,0,first}')::timestamptz, '2026-11-25 10:00:00Z'::timestamptz, 'first seen is the first ever');

-- Keyset: pages of seven, each after the last row of the one before, give every run once.
create function pg_temp.walk(p_function text, p_filter jsonb) returns bigint[] language plpgsql as $$
declare v_page jsonb; v_seen bigint[] := '{}'; v_at timestamptz; v_id bigint;
begin
  loop
    execute format('select public.%I($1, $2, $3, 7)', p_function) into v_page using p_filter, v_at, v_id;
    exit when jsonb_array_length(v_page) = 0;
    v_seen := v_seen || array(select (x.value ->> 'id')::bigint from jsonb_array_elements(v_page) with ordinality x(value, n) order by n);
    v_at := (v_page -> -1 ->> 'created_at')::timestamptz; v_id := (v_page -> -1 ->> 'id')::bigint;
  end loop;
  return v_seen;
end $$;
select is(pg_temp.walk('list_runs', '{}'), array(select id from phone_provision_logs order by created_at desc, id desc), 'pages neither skip nor repeat, also within one moment');
select is((summarise_runs('{}', pg_temp.range(), '2026-11-25 10:01:00Z', (select max(id) from phone_provision_logs where created_at = '2026-11-25 10:01:00Z')) ->> 'newer')::int, 39,
  'newer counts what came after the head of a held list');
-- The export: every page once, e-mails masked below admin, on record, for staff only.
select is(pg_temp.walk('export_runs', '{"status": ["failed"]}'), array(select id from phone_provision_logs where status = 'failed' order by created_at desc, id desc), 'an export holds every run of the filter once');
select is((select distinct x ->> 'email' from jsonb_array_elements(export_runs('{"customer": "00000000-0000-0000-0000-000000000003"}')) x), '3***@example.com', 'a viewer takes out masked e-mails');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000003", "role": "authenticated"}';
select throws_ok($$ select export_runs('{}') $$, 'PT403', null, 'a customer exports no runs');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}';
select is((select jsonb_agg(after order by id) -> 0 from staff_actions where action = 'export_runs'), '{"filter": {"status": ["failed"]}, "runs": 40, "emails": "masked"}', 'the first page of an export is on record, with its count');
select throws_ok($$ select list_runs('{"customer": "nobody"}') $$, 'PT400', null, 'a malformed filter is named');
select lives_ok($$ select list_runs('{"status": ["x'' or true --"]}') $$, 'a word is a literal, whatever it says');
select * from finish();
rollback;
