begin;
set local search_path = public, extensions;
select plan(17);
select vault.create_secret('http://127.0.0.1:9/slack', 'ALERT_SLACK_URL');
select vault.create_secret('http://127.0.0.1:9/functions/v1/phone-number-provision', 'provision_function_url')
where not exists (select 1 from vault.secrets where name = 'provision_function_url');
select vault.create_secret('key', 'provision_nudge_key') where not exists (select 1 from vault.secrets where name = 'provision_nudge_key');
create function pg_temp.open(p_rule text) returns text language sql as $$ select state from alert_incidents where rule = p_rule and state <> 'resolved' $$;
create function pg_temp.posts(p_rule text) returns bigint language sql as $$
  select count(*) from notification_outbox o join alert_incidents i on i.id = o.incident_id where i.rule = p_rule $$;
create function pg_temp.nudges() returns bigint language sql as $$ select count(*) from net.http_request_queue where url like '%/notification-deliver' $$;

select private.halt_provisioning('acquire', '20003', 'Twilio refused our key.', null);
select is(pg_temp.open('halted'), 'firing', 'a halt fires in the transaction that wrote it');
select is(pg_temp.posts('halted'), 1::bigint, 'with one message');
select is(pg_temp.nudges(), 1::bigint, 'and the delivery is woken');
select private.halt_provisioning('vapi', '401', 'VAPI refused our key.', null);
select is((select count(*) from alert_incidents where rule = 'halted'), 1::bigint, 'a second one joins the incident');
select is(pg_temp.posts('halted'), 2::bigint, 'and is told as the first was');
select is((select payload ->> 'sentence' from notification_outbox where incident_id is not null order by id desc limit 1), 'Provisioning stands still: acquire (20003), vapi (401).', 'with all that stands still');
select private.evaluate_alerts();
select is(pg_temp.posts('halted'), 2::bigint, 'the tick repeats nothing');
update alert_incidents set silenced_until = clock_timestamp() + interval '1 hour', silence_reason = 'Known' where rule = 'halted';
select private.halt_provisioning('vapi', '403', 'Again.', null);
select is(pg_temp.posts('halted'), 2::bigint, 'what stands still already is no news');
update provision_halts set halted_at = null where scope = 'acquire';
select private.evaluate_alerts();
select is(pg_temp.posts('halted'), 2::bigint, 'nor is that one scope goes again');
select private.halt_provisioning('release', 'release_brake', 'More than usual.', null);
select is(pg_temp.posts('halted'), 3::bigint, 'another one in its place is told, whatever was silenced');
select is((select silenced_until from alert_incidents where rule = 'halted'), null, 'and ends the silence, which was about what was known');
select is((select count(*) from alert_incidents where rule = 'halted'), 1::bigint, 'all of it is one incident');

update provider_outages set down_since = clock_timestamp() where provider = 'vapi';
select is(pg_temp.open('vapi_down'), 'firing', 'so does a provider that goes down');
select is(pg_temp.open('twilio_down'), null, 'and only that one');

-- A rule that is off stays off; a broken rule does not undo the write.
update alert_rules set enabled = false where key = 'twilio_down';
update provider_outages set down_since = clock_timestamp() where provider = 'twilio';
select is(pg_temp.open('twilio_down'), null, 'a rule that is off is not judged');
update alert_rules set enabled = true where key = 'halted';
delete from alert_incidents;
alter table alert_incidents add constraint breaks check (rule <> 'halted');
update provision_halts set halted_at = null;
select is(private.halt_provisioning('acquire', '20003', 'Again.', null), true, 'an alert that cannot be written');
select isnt((select halted_at from provision_halts where scope = 'acquire'), null, 'leaves the halt as it is');
select * from finish();
rollback;
