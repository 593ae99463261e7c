begin;
set local search_path = public, extensions;
select plan(12);
update alert_rules set enabled = key = 'late_comparison', for_seconds = 0;
delete from inventory_comparisons;
-- The clock: hours after a fixed time, at which the project was activated.
create function pg_temp.at(p_hours numeric) returns timestamptz language sql immutable as $$ select '2026-01-01 12:00+00'::timestamptz + p_hours * interval '1 hour' $$;
create function pg_temp.state_at(p_hours numeric) returns text language plpgsql as $$
begin
  perform private.evaluate_alerts(pg_temp.at(p_hours));
  return (select i.state from alert_incidents i where i.rule = 'late_comparison' order by i.id desc limit 1);
end $$;
create function pg_temp.compared(p_hours numeric, p_error text default null) returns void language sql as $$
  insert into inventory_comparisons (state, requested_at, started_at, finished_at, error_code, account_sid, subaccounts, twilio_numbers, vapi_numbers)
  values (case when p_error is null then 'complete' else 'failed' end, pg_temp.at(p_hours), pg_temp.at(p_hours), pg_temp.at(p_hours), p_error, 'ACours', 'none', 1, 1) $$;
update provision_settings set project_ref = 'local', activated_at = pg_temp.at(0);

select is(pg_temp.state_at(9), null, 'where there is no number nothing is late');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, purchased_at, recorded_at)
values (gen_random_uuid(), '+15005550101', 't', 'recorded', 'PN1', pg_temp.at(0), pg_temp.at(0));
select is(pg_temp.state_at(2.9), null, 'an hour may pass before the first comparison, and two more');
select is(pg_temp.state_at(3.1), 'firing', 'then somebody is told that none was made');
select is((select sentence from alert_incidents), 'Our numbers are not compared with Twilio and VAPI: late by 126 min.', 'in words and a count');
select pg_temp.compared(4);
select is(pg_temp.state_at(4.1), 'resolved', 'the first complete comparison ends it');

select pg_temp.compared(5, 'vapi_incomplete'), pg_temp.compared(6, 'vapi_incomplete'), pg_temp.compared(7, 'vapi_500');
select is(pg_temp.state_at(7.1), 'firing', 'comparisons that fail for three hours are no comparisons');
update provider_outages set down_since = pg_temp.at(6.9) where provider = 'vapi';
select is(pg_temp.state_at(7.2), 'resolved', 'VAPI being down explains it and is told by itself');
update provider_outages set down_since = null, back_at = pg_temp.at(8) where provider = 'vapi';
select is(pg_temp.state_at(10.9), 'resolved', 'once it is back the comparisons have their time again');
select pg_temp.compared(9, 'twilio_20003');
select is(pg_temp.state_at(11.1), 'firing', 'what Twilio refuses is not explained by VAPI');
update provision_halts set halted_at = pg_temp.at(11) where scope = 'twilio';
select is(pg_temp.state_at(11.2), 'resolved', 'but by Twilio being halted');
update provision_halts set halted_at = null, resumed_at = pg_temp.at(12) where scope = 'twilio';
update provision_settings set inventory_stale_minutes = 400, inventory_interval_minutes = 240;
select is(pg_temp.state_at(17.9), 'resolved', 'who compares more seldom is told later');
select is(pg_temp.state_at(18.1), 'firing', 'but is told');
select * from finish();
rollback;
