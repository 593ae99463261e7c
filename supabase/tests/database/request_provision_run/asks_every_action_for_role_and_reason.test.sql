begin;
set local search_path = public, extensions;
select plan(16);
update provision_settings set activated_at = now(), project_ref = 'local';
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from unnest(array[1, 7, 8, 9]) n;
insert into staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-000000000007', 'viewer', 'Vera'), ('00000000-0000-0000-0000-000000000008', 'operator', 'Olu'),
  ('00000000-0000-0000-0000-000000000009', 'admin', 'Ada');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000001', 'pro', 'active');
insert into user_settings (user_id, vapi_assistant_id) values ('00000000-0000-0000-0000-000000000001', 'a1');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ('00000000-0000-0000-0000-000000000001', '+15125550101', 't', 'recorded', 'PN1');
update phone_provision_logs set status = 'skipped', finished_at = now(), next_attempt_at = null where finished_at is null;
create function pg_temp.be(p_user text) returns void language sql as $$
  select set_config('role', 'authenticated', true), set_config('request.jwt.claims', jsonb_build_object('sub', '00000000-0000-0000-0000-00000000000' || p_user, 'role', 'authenticated')::text, true) $$;
-- The SQLSTATE and the field that it names, or that it was taken; which is undone.
create function pg_temp.refusal(p_action text, p_reason text, p_key text default 'k') returns text language plpgsql as $$
declare v_state text; v_field text;
begin
  begin
    perform public.request_provision_run('00000000-0000-0000-0000-000000000001', p_action, p_reason, p_key);
    raise exception 'taken' using errcode = 'TAKEN';
  exception when others then
    get stacked diagnostics v_state = returned_sqlstate, v_field = pg_exception_detail;
    return case v_state when 'TAKEN' then 'taken' else concat_ws(' ', v_state, nullif(v_field, '')) end;
  end;
end $$;
create temporary table actions (action text, wants_a_reason boolean);
insert into actions values ('retry', false), ('provision', false), ('pause', true), ('resume', false), ('release', true), ('relink', false), ('check', false), ('hold', true), ('unhold', false);
create temporary table reasons (reason text);
insert into reasons values (null), (''), ('   '), (e'\t'), (e' \r\n ');
grant select on actions, reasons to authenticated, anon;
create temporary table before as select (select count(*) from phone_provision_logs) as runs, (select count(*) from staff_actions) as trail;

select pg_temp.be('7');
select is((select string_agg(distinct pg_temp.refusal(action, 'Said so on the phone'), ', ') from actions), 'PT403', 'a viewer is refused every action');
select pg_temp.be('1');
select is((select string_agg(distinct pg_temp.refusal(action, 'It is my number'), ', ') from actions), 'PT403', 'so is the customer, about their own number');
select set_config('role', 'anon', true), set_config('request.jwt.claims', '{"role": "anon"}', true);
select is((select string_agg(distinct pg_temp.refusal(action, 'Let me in'), ', ') from actions), '42501', 'and who is not signed in does not even reach the function');
reset role;
set local role service_role;
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'release', 'Said so', 'k') $$, '42501', null, 'the service has no name for the trail: it may not press a button of staff');
reset role;

select pg_temp.be('8');
select is((select string_agg(distinct pg_temp.refusal(action, reason), ', ') from actions, reasons where wants_a_reason), 'PT400 reason', 'release, pause and hold without a word, or with nothing but space, are refused by the name of the field');
select is((select count(*)::int from actions, reasons where wants_a_reason), 15, 'each of the three with each way to say nothing');
select is((select string_agg(action, ', ' order by action) from actions where pg_temp.refusal(action, null) = 'PT400 reason'), 'hold, pause, release', 'no other action wants one');
select is((select string_agg(distinct pg_temp.refusal(action, 'Said so', key), ', ') from actions, unnest(array[null, '', ' ']) key), 'PT400 idempotency_key', 'every action wants a key of its press');
select is((select string_agg(pg_temp.refusal(action, 'Said so'), ' ' order by action) from actions where wants_a_reason), 'taken taken taken', 'with a reason an operator may do all three');
select pg_temp.be('9');
select is((select string_agg(distinct pg_temp.refusal(action, reason), ', ') from actions, reasons where wants_a_reason), 'PT400 reason', 'an admin must say why as well');
reset role;
select results_eq($$ select (select count(*) from phone_provision_logs), (select count(*) from staff_actions) $$, 'select * from before', 'no refusal left a run or a row in the trail');
select is((select count(*)::int from provision_holds), 0, 'nor a hold');

-- Audit row and run are one transaction: where the one cannot be written, the other is not.
alter table staff_actions add constraint broken_on_purpose check (action <> 'hold') not valid;
select pg_temp.be('8');
select throws_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'hold', 'Disputed', 'k1') $$, '23514', null, 'an action that cannot be written into the trail fails');
reset role;
select results_eq($$ select (select count(*) from phone_provision_logs), (select count(*) from staff_actions) $$, 'select * from before', 'without a run');
select is((select count(*)::int from provision_holds), 0, 'and without a hold');
alter table staff_actions drop constraint broken_on_purpose;
select pg_temp.be('8');
select lives_ok($$ select request_provision_run('00000000-0000-0000-0000-000000000001', 'hold', 'Disputed', 'k1') $$, 'the same press is taken once it can');
select * from finish();
rollback;
