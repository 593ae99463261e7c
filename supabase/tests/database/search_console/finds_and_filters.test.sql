begin;
set local search_path = public, extensions;
select plan(41);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-0000000000f1', 'v@example.com'), ('00000000-0000-0000-0000-0000000000f2', 'a@example.com'), ('00000000-0000-0000-0000-0000000000f3', 'n@example.com');
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-0000000000f1', 'viewer', 'Vi'), ('00000000-0000-0000-0000-0000000000f2', 'admin', 'Ada');
insert into provision_customers (user_id, email, tier, rollout_bucket, status, reason_code, fault, retry, e164_number, provider_number_id, vapi_phone_number_id, assistant_id, since) values
  ('11111111-aaaa-4aaa-8aaa-000000000001', 'front.desk@bakery.test', 'pro', 1, 'needs_attention', '21422', 'twilio', 'safe', '+15125550142', 'PN00000000000000000000000000000001', '22222222-bbbb-4bbb-8bbb-000000000001', '33333333-cccc-4ccc-8ccc-000000000001', now() - interval '3 h'),
  ('11111111-aaaa-4aaa-8aaa-000000000002', 'desk@front.test', 'business', 2, 'needs_attention', '20003', 'us', 'useless', null, null, null, null, now() - interval '5 h'),
  ('11111111-aaaa-4aaa-8aaa-000000000003', 'Mixed.Case@Bakery.test', 'pro', 3, 'working', 'paid', null, null, '+15125550143', 'PN00000000000000000000000000000003', null, null, now() - interval '1 h'),
  ('11111111-aaaa-4aaa-8aaa-000000000004', null, 'pro', 4, 'working', 'paid', null, null, '+15125550144', null, null, null, now() - interval '2 h');
update provision_customers set waiting_on = 'person' where status = 'needs_attention';
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('11111111-aaaa-4aaa-8aaa-000000000002', '+15125550199', 't', 'released', 'PN00000000000000000000000000000009');
insert into phone_provision_logs (id, subject_id, trigger_action, status, finished_at) values (48274, '11111111-aaaa-4aaa-8aaa-000000000001', 'provision', 'failed', now());
create function pg_temp.ends(p text) returns text[] language sql as $$
  select array(select right(x ->> 'user_id', 1) from jsonb_array_elements(public.search_console(p)) x where x ->> 'kind' = 'customer') $$;

set local role authenticated;
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-0000000000f3", "role": "authenticated"}';
select throws_ok($$ select search_console('desk') $$, 'PT403', null, 'a customer searches nobody');
select throws_ok($$ select list_customers() $$, 'PT403', null, 'lists nobody');
select throws_ok($$ select count_customers() $$, 'PT403', null, 'counts nobody');
select throws_ok($$ select export_customers() $$, 'PT403', null, 'and exports nobody');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-0000000000f1", "role": "authenticated"}';
select is(pg_temp.ends('front.desk@bakery.test'), '{1}', 'the whole e-mail');
select is(pg_temp.ends('DESK@FRONT.test'), '{2}', 'in any case');
select is(pg_temp.ends('desk'), '{2,1}', 'a part of it: those that begin with it first');
select is(pg_temp.ends('bakery'), '{1,3}', 'the part after the at sign');
select is(pg_temp.ends('de_k'), '{}', 'a sign of patterns means itself');
select is(pg_temp.ends('11111111-aaaa-4aaa-8aaa-000000000003'), '{3}', 'the user id');
select is(pg_temp.ends('11111111-aaaa'), '{1,2,3,4}', 'its beginning');
select is(pg_temp.ends(x), '{1}', 'the number as ' || x) from unnest(array['+15125550142', '(512) 555-0142', '512.555.0142', '1 512 555 0142', '555 0142', '5550142']) x;
select is((select x ->> 'number' from jsonb_array_elements(list_customers('{"ids": ["11111111-aaaa-4aaa-8aaa-000000000001"]}')) x), '+15125550142', 'a number that was bought is theirs');
select is((select array[x ->> 'number', x ->> 'intended', y ->> 'number'] from jsonb_array_elements(list_customers('{"ids": ["11111111-aaaa-4aaa-8aaa-000000000004"]}')) x,
  jsonb_array_elements(search_console('+15125550144')) y), '{null,+15125550144,null}', 'one that is only intended is not, in the list and in the search');
select is(pg_temp.ends('+1 512 555 0199'), '{2}', 'a number of before');
select is(pg_temp.ends('PN00000000000000000000000000000003'), '{3}', 'the Twilio SID');
select is(pg_temp.ends('pn0000000000000000000000000000000'), '{1,3,2}', 'its beginning, and those of before after those of now');
select is(pg_temp.ends('22222222-bbbb-4bbb-8bbb-000000000001'), '{1}', 'the VAPI number');
select is(pg_temp.ends('33333333-cccc-4ccc-8ccc-000000000001'), '{1}', 'the VAPI assistant');
select is(search_console('#48274') -> 0 ->> 'run_id', '48274', 'a run by its id');
select is(search_console('  ') , '[]'::jsonb, 'nothing finds nothing');

select is((select array_agg(right(x ->> 'user_id', 1)) from jsonb_array_elements(list_customers('{"status": ["needs_attention"]}')) x), '{2,1}', 'the list: longest wait first');
select is((select array_agg(right(x ->> 'user_id', 1)) from jsonb_array_elements(list_customers('{}', 'waiting', (
  select jsonb_build_object('key', x ->> 'since', 'id', x ->> 'user_id') from jsonb_array_elements(list_customers('{}', 'waiting', null, 1)) x), 2)) x), '{1,4}', 'goes on after a place');
select is(count_customers('{"status": ["needs_attention"], "fault": ["twilio"]}') -> 'total', '1', 'the count of a filter');
select is(count_customers('{"status": ["needs_attention"], "fault": ["twilio"]}') -> 'facets' -> 'fault', '{"us": 1, "twilio": 1}', 'a facet leaves its own choice out');
select is(count_customers('{"waiting": ["person"], "fault": ["us"]}') -> 'facets' -> 'waiting' || to_jsonb(jsonb_array_length(list_customers('{"waiting": ["person"], "fault": ["us"]}'))),
  '[{"person": 1}, 1]', 'who waits for a person, counted and listed');
select is(count_customers('{"text": "bakery"}') -> 'facets' -> 'status', '{"working": 1, "needs_attention": 1}', 'with a text too');
select is(count_customers('{"text": "555-0142"}') -> 'total', '1', 'the end of a number as well');
select is((select (x ->> 'email') from jsonb_array_elements(export_customers('{"reason": ["21422"]}')) x), 'f***@bakery.test', 'a viewer takes out masked e-mails');
set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-0000000000f2", "role": "authenticated"}';
select is((select (x ->> 'email') from jsonb_array_elements(export_customers('{"reason": ["21422"]}')) x), 'front.desk@bakery.test', 'an admin the whole ones');
select is(preview_bulk('{"kind": "matching", "filter": {"status": ["needs_attention"]}}', 'mend', '{}') -> 'total', '2', 'bulk means those whom the list shows');
select throws_ok($$ select preview_bulk('{"kind": "matching", "filter": {}}', 'mend', '{}') $$, 'PT400', null, 'and never everybody');
reset role;
select is((select array_agg(staff_name || ' ' || (after ->> 'emails') order by id) from staff_actions where action = 'export_customers'), '{"Vi masked","Ada plain"}', 'both are on record');
set local role authenticated;
select export_customers('{"reason": ["21422"]}', '00000000-0000-0000-0000-000000000000');
select is((select count(*)::int from staff_actions where action = 'export_customers'), 2, 'a page that goes on needs no row of its own');
select export_customers('{}', '00000000-0000-0000-0000-000000000000');
select is((select count(*)::int from staff_actions where action = 'export_customers'), 3, 'who asks for the second page first is on record all the same');
select export_runs('{}', now(), 9999999);
select is((select count(*)::int from staff_actions where action = 'export_runs'), 1, 'also of the runs');
select * from finish();
rollback;
