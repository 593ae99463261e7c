begin;
set local search_path = public, extensions;
select plan(28);
update provision_settings set project_ref = 'local', activated_at = now();
create function pg_temp.u(n integer) returns uuid language sql as $$ select ('00000000-0000-4000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid $$;
create function pg_temp.e(n integer) returns text language sql as $$ select '+150055501' || lpad(n::text, 2, '0') $$;
-- One complete sighting that began so many minutes ago.
create function pg_temp.sight(p_minutes integer, p_twilio jsonb, p_vapi jsonb) returns jsonb language plpgsql as $$
declare v_id bigint;
begin
  insert into inventory_comparisons (state, phase, started_at, lease_expires_at)
  values ('listing', 'twilio', clock_timestamp() - p_minutes * interval '1 minute', clock_timestamp() + interval '5 minutes') returning id into v_id;
  return private.record_inventory(v_id, 'ACours', 'none', p_twilio, p_vapi);
end $$;
create function pg_temp.classes() returns text language sql as $$
  select string_agg(right(x ->> 'e164_number', 2) || ' ' || (x ->> 'class') || coalesce(' ' || (x ->> 'fix'), ''), ', ' order by x ->> 'e164_number')
  from jsonb_array_elements(public.read_numbers(p_limit => 200)) x where x ->> 'class' is not null $$;

insert into auth.users (id, email) select pg_temp.u(n), n || '@example.com' from generate_series(1, 13) n where n <> 9;
insert into auth.users (id, email) values (pg_temp.u(90), 'vera@example.com'), (pg_temp.u(91), 'olivia@example.com');
insert into staff_members (user_id, role, display_name) values (pg_temp.u(90), 'viewer', 'Vera'), (pg_temp.u(91), 'operator', 'Olivia');
alter table subscriptions disable trigger user;
alter table user_settings disable trigger user;
insert into subscriptions (user_id, tier_type, status, current)
select pg_temp.u(n), case n when 12 then 'free' else 'pro' end, case n when 7 then 'cancelled' else 'active' end, true from generate_series(1, 13) n where n not in (9);
insert into user_settings (user_id, vapi_assistant_id) select pg_temp.u(n), 'asst' || n from generate_series(1, 13) n where n <> 9;
-- 1 healthy, 2 ghost, 3 half-linked, 4 drifted to another assistant, 5 voice URL elsewhere, 6 deaf, 7 zombie, 8 imported twice, 12 free and paused: right so, 13 its assistant deleted at VAPI.
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id, purchased_at, recorded_at, updated_at)
select pg_temp.u(n), pg_temp.e(n), 'swb:local:' || pg_temp.u(n), 'recorded', 'PN' || n, 'v' || n, case when n <> 12 then 'asst' || n end, now() - interval '3 days', now() - interval '3 days', now() - interval '2 days'
from unnest(array[1, 2, 3, 4, 5, 6, 7, 8, 12, 13]) n;
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status)
select user_id, 'twilio', provider_number_id, e164_number, 'active' from phone_number_purchases;

create temporary table at_twilio as
select jsonb_agg(jsonb_build_object('sid', 'PN' || n, 'account_sid', 'ACours', 'e164_number', pg_temp.e(n), 'voice_host', case n when 5 then 'old.example.com' else 'api.vapi.ai' end,
  'voice_overridden', false, 'created_at', now() - interval '3 days',
  -- 9 and 10 are ours and nobody's; 11 is the old system's; 21 has the tag of another project.
  'tag', case n when 11 then '(500) 555-0111' when 21 then 'swb:staging:' || pg_temp.u(1) else 'swb:local:' || pg_temp.u(n) end)) as numbers
from unnest(array[1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 21]) n;
create temporary table at_vapi as
select jsonb_agg(jsonb_build_object('id', 'v' || n || s, 'e164_number', pg_temp.e(n), 'name', 'usr:' || pg_temp.u(n), 'status', 'active', 'account_sid', 'ACours', 'assistant_deleted', n = 13,
  'assistant_id', case n when 4 then 'other' when 6 then null when 12 then null else 'asst' || n end)) as numbers
from (select n, '' as s from unnest(array[1, 2, 4, 5, 6, 7, 8, 12, 13, 30]) n union all select 8, 'b') x;
grant execute on all functions in schema pg_temp to public;

create function pg_temp.as_staff(n integer) returns void language sql as $$
  select set_config('request.jwt.claims', json_build_object('sub', pg_temp.u(n), 'role', 'authenticated')::text, true) $$;
select pg_temp.as_staff(90);

select is(pg_temp.classes(), null, 'nothing is judged before anything was compared');
select is(pg_temp.sight(40, numbers, (select numbers from at_vapi)), '{"recorded": true}', 'a complete listing is recorded') from at_twilio;
select is((select count(*)::int from jsonb_array_elements(read_numbers(p_class => 'attention'))), 0, 'one sighting accuses nobody');
select is(count_numbers() -> 'classes' -> 'unsure' ->> 'count', '11', 'what did not agree is not judged yet');
select is(private.orphaned_numbers(clock_timestamp()), 0::bigint, 'and is no orphan for the alert');
update inventory_findings set first_seen_at = now() - interval '10 minutes';
select pg_temp.sight(1, numbers, (select numbers from at_vapi)) from at_twilio;
select is((count_numbers() ->> 'attention')::int, 0, 'nor do two sightings within half an hour');
update inventory_findings set first_seen_at = now() - interval '31 minutes';
select is(pg_temp.classes(), '01 healthy, 02 ghost release, 03 half_linked relink, 04 drifted relink, 05 drifted open_twilio, 06 deaf relink, 07 zombie release, '
  || '08 twin open_customer, 09 orphan give_back, 10 orphan adopt, 11 foreign, 12 healthy, 13 deaf new_assistant, 21 foreign, 30 orphan_import remove_import', 'each class has its number and its remedy');
select is((select string_agg(c.key || ' ' || (c.value ->> 'count'), ', ' order by c.key) from jsonb_each(count_numbers() -> 'classes') c),
  (select string_agg(x.class || ' ' || x.n, ', ' order by x.class) from (
    select y ->> 'class' as class, count(*) as n from jsonb_array_elements(read_numbers(p_limit => 200)) y where y ->> 'class' is not null group by 1) x), 'the counts are the rows');
select is((select concat_ws(' ', x ->> 'voice_host', x ->> 'voice_overridden') from jsonb_array_elements(read_numbers(p_class => 'drifted')) x where x ->> 'detail' = 'voice'), 'old.example.com false',
  'where the calls go of one that leads away from VAPI');
select is(count_numbers() -> 'wasted' ->> 'count', '3', 'two orphans and a zombie are paid for in vain');
select ok((count_numbers() -> 'wasted' ->> 'next_charge_at')::timestamptz between now() and now() + interval '1 month', 'and the next bill has a day');
select is(private.orphaned_numbers(clock_timestamp()), 2::bigint, 'the guard and the alert count the orphans that Twilio alone knows of');
select is(private.orphaned_numbers(clock_timestamp() + interval '1 day'), 0::bigint, 'but not by a comparison of yesterday');

-- Who is being moved is not accused.
insert into phone_provision_logs (user_id, subject_id, trigger_action, source) values (pg_temp.u(3), pg_temp.u(3), 'converge', 'sweep');
select is((read_numbers(p_class => 'unsure') -> 0 ->> 'detail'), 'moving', 'a number whose customer has a run under way is not judged');
delete from phone_provision_logs where subject_id = pg_temp.u(3);
update phone_number_purchases set updated_at = clock_timestamp() where user_id = pg_temp.u(4);
select is((read_numbers(p_class => 'unsure') -> 0 ->> 'e164_number'), pg_temp.e(4), 'nor is one that changed after it was seen');
update phone_number_purchases set updated_at = now() - interval '2 days' where user_id = pg_temp.u(4);

-- Who does what.
select throws_ok($$ select mend_number('twilio:PN9', 'give_back', 'Nobody has it', 'k1') $$, 'PT403', null, 'a viewer gives nothing back');
select throws_ok($$ select request_inventory_comparison('k2') $$, 'PT403', null, 'nor compares');
select pg_temp.as_staff(91);
select throws_ok($$ select mend_number('twilio:PN9', 'give_back', ' ', 'k1') $$, 'PT400', null, 'a reason is asked for');
select throws_ok($$ select mend_number('twilio:PN11', 'give_back', 'Not ours', 'k1') $$, 'PT409', null, 'a number without our tag is never touched');
select throws_ok($$ select mend_number('twilio:PN1', 'give_back', 'Healthy', 'k1') $$, 'PT409', null, 'nor one that agrees');
select throws_ok($$ select mend_number('twilio:PN9', 'adopt', null, 'k1') $$, 'PT409', null, 'nobody adopts for an account that is gone');
select is((mend_number('twilio:PN9', 'give_back', 'Nobody has it', 'k1') ->> 'replayed'), 'false', 'an orphan goes back through the engine');
select is((mend_number('twilio:PN9', 'give_back', 'Nobody has it', 'k1') ->> 'replayed'), 'true', 'pressing twice is one run');
select results_eq($$ select p.state, p.release_requested_at is not null, p.recheck_at <= clock_timestamp(), a.action, a.reason
  from phone_number_purchases p join phone_provision_logs r on r.purchase_id = p.id join staff_actions a on a.run_id = r.id where p.e164_number = pg_temp.e(9) $$,
  $$ values ('lost', true, true, 'give_back_number', 'Nobody has it') $$, 'as a row to look at again, with its audit row');
select is((select string_agg(x ->> 'e164_number', ',') from jsonb_array_elements(read_numbers(p_class => 'orphan')) x), pg_temp.e(10), 'and is no orphan from then on');
select lives_ok($$ select mend_number('twilio:PN10', 'adopt', null, 'k3') $$, 'who paid and has none is given the number that is there');
select lives_ok($$ select mend_number('vapi:v30', 'remove_import', 'Left over', 'k4') $$, 'an import without a number is removed through the engine');
update inventory_comparisons set finished_at = now() - interval '4 hours';
select throws_like($$ select mend_number('twilio:PN10', 'give_back', 'Old news', 'k5') $$, '%too old to act on%', 'an old comparison is no ground to act');
select * from finish();
rollback;
