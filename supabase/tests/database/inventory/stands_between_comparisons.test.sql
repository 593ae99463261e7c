-- What the comparison wrote down and what is judged anew must together be what a comparison of everything would say now, after every
-- change of a fact that it asks for. A fact that private.numbers_to_judge() forgets shows here.
begin;
set local search_path = public, extensions;
select plan(28);
update provision_settings set project_ref = 'local', activated_at = now(), inventory_confirm_minutes = 0;
create function pg_temp.u(n integer) returns uuid language sql as $$ select ('00000000-0000-4000-8000-0000000002' || lpad(n::text, 2, '0'))::uuid $$;
create function pg_temp.e(n integer) returns text language sql as $$ select '+150055502' || lpad(n::text, 2, '0') $$;
insert into auth.users (id, email) select pg_temp.u(n), n || '@example.com' from generate_series(1, 10) n;
insert into staff_members (user_id, role, display_name) values (pg_temp.u(10), 'viewer', 'Vera');
set local request.jwt.claims = '{"sub": "00000000-0000-4000-8000-000000000210", "role": "authenticated"}';
alter table subscriptions disable trigger user;
alter table user_settings disable trigger user;
alter table phone_numbers disable trigger user;
-- 1 to 4 healthy, 5 paused and rightly answered by nobody, 6 a ghost, 7 an orphan of ours, 8 the old system's, 9 an import that is left over.
insert into subscriptions (user_id, tier_type, status, current) select pg_temp.u(n), case n when 5 then 'free' else 'pro' end, 'active', true from generate_series(1, 6) n;
insert into user_settings (user_id, vapi_assistant_id) select pg_temp.u(n), 'asst' || n from generate_series(1, 6) n;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id, purchased_at, recorded_at, updated_at)
select pg_temp.u(n), pg_temp.e(n), 'swb:local:' || pg_temp.u(n), 'recorded', 'PN' || n, 'v' || n, case when n <> 5 then 'asst' || n end, now() - interval '3 days', now() - interval '3 days', now() - interval '2 days'
from generate_series(1, 6) n;
insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) select user_id, 'twilio', provider_number_id, e164_number, 'active' from phone_number_purchases;
insert into inventory_comparisons (state, phase, started_at, lease_expires_at) values ('listing', 'twilio', now() - interval '5 minutes', now() + interval '5 minutes');

create function pg_temp.full() returns table (line text) language sql as $$ select concat_ws(' ', key, class, detail, user_id) from private.compare_numbers() $$;
create function pg_temp.told() returns table (line text) language sql as $$
  select concat_ws(' ', key, class, detail, user_id) from private.compare_numbers(private.numbers_to_judge())
  union all select concat_ws(' ', key, class, detail, user_id) from private.inventory_verdicts where e164_number <> all (private.numbers_to_judge()) $$;
-- The counts beside the rows, which are told one by one.
create function pg_temp.counted() returns text language sql as $$
  select concat_ws(' ', c ->> 'total', c ->> 'billed', c ->> 'attention', c -> 'wasted' ->> 'count', c -> 'classes', c -> 'uses') from count_numbers() c $$;
create function pg_temp.listed() returns text language sql as $$
  with x as (select r ->> 'class' as class, r ->> 'use' as use, (r ->> 'billed')::boolean as billed from jsonb_array_elements(read_numbers(p_limit => 200)) r)
  select concat_ws(' ', count(*), count(*) filter (where billed and class is distinct from 'foreign'), count(*) filter (where class in ('orphan', 'zombie', 'ghost', 'half_linked', 'deaf', 'drifted', 'twin', 'orphan_import')),
    count(*) filter (where billed and class in ('orphan', 'zombie')),
    (select jsonb_object_agg(y.class, jsonb_build_object('count', y.n, 'billed', y.billed)) from (select class, count(*) as n, count(*) filter (where billed) as billed from x where class is not null group by 1) y),
    (select jsonb_object_agg(y.use, y.n) from (select use, count(*) as n from x where use is not null group by 1) y)) from x $$;
-- Changes a fact, looks, and takes it back: what a number is called then, that nothing else is told than a whole comparison says, and that the counts are the rows.
create function pg_temp.after(p_change text, p_key text, p_expected text, p_what text) returns setof text language plpgsql as $$
declare v_said text; v_full text; v_told text; v_counted text; v_listed text;
begin
  begin
    execute p_change;
    v_said := (select concat_ws('/', class, detail) from private.compare_numbers() where key = p_key);
    v_full := (select string_agg(line, ', ' order by line) from pg_temp.full());
    v_told := (select string_agg(line, ', ' order by line) from pg_temp.told());
    v_counted := pg_temp.counted();
    v_listed := pg_temp.listed();
    raise exception 'back' using errcode = 'SW000';
  exception when sqlstate 'SW000' then null;
  end;
  return next is(v_said, p_expected, p_what);
  return next is(v_told || '; ' || v_counted, v_full || '; ' || v_listed, 'and all others are as a comparison would say now');
end $$;

select private.record_inventory(c.id, 'ACours', 'none',
  (select jsonb_agg(jsonb_build_object('sid', 'PN' || n, 'account_sid', 'ACours', 'e164_number', pg_temp.e(n), 'voice_host', 'api.vapi.ai', 'voice_overridden', false, 'created_at', now() - interval '3 days',
    'tag', case n when 8 then 'Old system' else 'swb:local:' || pg_temp.u(n) end)) from unnest(array[1, 2, 3, 4, 5, 7, 8]) n),
  (select jsonb_agg(jsonb_build_object('id', 'v' || n, 'e164_number', pg_temp.e(n), 'name', 'usr:' || pg_temp.u(n), 'status', 'active', 'account_sid', 'ACours', 'assistant_id', case when n not in (5, 9) then 'asst' || n end))
    from unnest(array[1, 2, 3, 4, 5, 6, 9]) n)) from inventory_comparisons c;

update inventory_findings set sightings = 2;
select is((select string_agg(concat_ws('/', class, detail), ', ' order by e164_number) from private.inventory_verdicts),
  'healthy, healthy, healthy, healthy, healthy/unlinked, ghost, orphan, foreign, orphan_import', 'the comparison writes down what it judged');
select is((select string_agg(right(x, 1), '' order by x) from unnest(private.numbers_to_judge()) x), '679', 'and only what does not agree is judged anew');
select * from pg_temp.after('select 1', 'twilio:PN1', 'healthy', 'nothing happened: healthy');
select * from pg_temp.after(format('update phone_number_purchases set state = ''released'', released_at = now(), updated_at = now() where user_id = %L', pg_temp.u(1)), 'twilio:PN1', null, 'a number given back since is not there any more');
select * from pg_temp.after(format('update phone_number_purchases set assistant_id = ''other'', updated_at = now() where user_id = %L', pg_temp.u(1)), 'twilio:PN1', 'moving', 'what the ledger says anew is not judged');
select * from pg_temp.after(format('insert into phone_provision_logs (user_id, subject_id, trigger_action, source) values (%1$L, %1$L, ''converge'', ''sweep'')', pg_temp.u(1)), 'twilio:PN1', 'moving', 'nor whose run is under way');
select * from pg_temp.after(format('update subscriptions set status = ''cancelled'' where user_id = %L', pg_temp.u(2)), 'twilio:PN2', 'zombie', 'a subscription that ended shows');
select * from pg_temp.after(format('insert into provision_holds (user_id, mode, reason) values (%L, ''released'', ''Asked to'')', pg_temp.u(2)), 'twilio:PN2', 'zombie', 'so does a hold');
select * from pg_temp.after(format('delete from auth.users where id = %L', pg_temp.u(3)), 'twilio:PN3', 'orphan/unrecorded', 'and an account that is gone');
select * from pg_temp.after(format('insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values (%L, ''twilio'', ''PNx'', ''+15005550299'', ''active'')', pg_temp.u(4)), 'twilio:PN4', 'twin/rows', 'a second row of the host');
select * from pg_temp.after(format('insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values (%L, ''twilio'', ''PNx'', %L, ''active'')', pg_temp.u(9), pg_temp.e(4)), 'twilio:PN4', 'twin/rows', 'also one of another user with the same number');
select * from pg_temp.after(format('update subscriptions set tier_type = ''pro'' where user_id = %L', pg_temp.u(5)), 'twilio:PN5', 'deaf', 'who pays again has a number that nobody answers');
select * from pg_temp.after(format('insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values (%L, ''twilio'', ''PN7'', %L, ''active'')', pg_temp.u(7), pg_temp.e(7)), 'twilio:PN7', 'foreign/host_row', 'an orphan that the old system knows is none');
select * from pg_temp.after(format('insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, purchased_at) values (%L, ''+15005550288'', ''t'', ''purchased'', ''PN8'', now())', pg_temp.u(8)), 'twilio:PN8', 'moving', 'a SID that the ledger takes up under another number');
select * from pg_temp.after(format('delete from phone_number_purchases where user_id = %L', pg_temp.u(6)), (select 'ledger:' || id from phone_number_purchases where user_id = pg_temp.u(6)), null, 'a row that is gone is not a ghost');
select * from finish();
rollback;
