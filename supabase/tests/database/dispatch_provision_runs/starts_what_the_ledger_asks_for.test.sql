begin;
set local search_path = public, extensions;
select plan(9);
update provision_settings set activated_at = now(), project_ref = 'local', max_in_flight = 500, dispatch_paused_at = null;
update rollout_flags set percentage_bp = 10000;
insert into auth.users (id, email) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, n || '@example.com' from generate_series(1, 30) n;
create function pg_temp.u(n integer) returns uuid language sql as $$ select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid $$;
delete from vault.secrets where name in ('provision_function_url', 'provision_nudge_key');
select vault.create_secret('https://example.com/f', 'provision_function_url'), vault.create_secret('test-nudge-key', 'provision_nudge_key');

-- One row each; `wanted` is the run that the sweep starts, or none.
create temporary table rows (n integer, wanted text, what text);
insert into rows values
  (1, 'converge', 'an intent that nobody settles'), (2, null, 'an intent of a moment ago: its worker may be at it'),
  (3, 'converge', 'a purchase that nobody records'), (4, 'release', 'a release that nobody ends'),
  (5, null, 'a number that is recorded and wanted'), (6, 'release', 'a number whose row the product deleted'),
  (7, 'release', 'a number whose grace is over'), (8, null, 'one whose grace is not'),
  (9, 'converge', 'a lost number an hour later'), (10, null, 'a lost number before that'),
  (11, 'relink', 'a link that was uncertain'), (12, 'release', 'an import that may have come to life after a release'),
  (13, null, 'an intent whose run is on its way'), (14, null, 'a released number');
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, updated_at, release_requested_at, release_after, lost_at, recheck_at)
select pg_temp.u(n), '+1512555' || lpad(n::text, 4, '0'), 't', (array['intended', 'intended', 'purchased', 'releasing', 'recorded', 'recorded', 'recorded', 'recorded', 'lost', 'lost', 'recorded', 'released', 'intended', 'released'])[n],
  case when n in (1, 2, 9, 10, 13) then null else 'PN' || n end, clock_timestamp() - case when n = 2 then interval '10 s' else interval '10 minutes' end,
  case when n = 6 then now() end, case n when 7 then now() - interval '1 s' when 8 then now() + interval '1 hour' end,
  case when n in (9, 10) then now() end, case when n in (9, 11, 12) then clock_timestamp() - interval '1 s' when n = 10 then now() + interval '1 hour' end
from generate_series(1, 14) n;
delete from phone_provision_logs;
insert into phone_provision_logs (user_id, subject_id, trigger_action) values (pg_temp.u(13), pg_temp.u(13), 'provision');
select private.dispatch_provision_runs();
select is((select string_agg(x.what || ': ' || coalesce(r.trigger_action, 'no run') || ', not ' || coalesce(x.wanted, 'no run'), e'\n') from rows x
  left join phone_provision_logs r on r.subject_id = pg_temp.u(x.n) and r.source = 'sweep' where r.trigger_action is distinct from x.wanted), null, 'what the ledger leaves open has its run, and nothing else');
select is((select count(*)::int from phone_provision_logs where source = 'sweep'), 8, 'one each');

-- Who is nudged first.
update phone_provision_logs set status = 'skipped', finished_at = now(), next_attempt_at = null, nudged_at = null;
update phone_number_purchases set state = 'released', lost_at = null, recheck_at = null, release_after = null, release_requested_at = null;
insert into phone_provision_logs (user_id, subject_id, trigger_action, source, next_attempt_at) select pg_temp.u(n), pg_temp.u(n), 'provision', case when n = 24 then 'staff' else 'trigger' end, now() - (30 - n) * interval '1 minute' from generate_series(21, 24) n;
insert into phone_provision_logs (user_id, subject_id, trigger_action, status, lease_expires_at) values (pg_temp.u(21), pg_temp.u(21), 'relink', 'processing', clock_timestamp() + interval '1 minute');
update provision_settings set max_in_flight = 3;
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 2, 'one is at work and two may start');
select results_eq($$ select subject_id from phone_provision_logs where nudged_at is not null order by subject_id $$, $$ values (pg_temp.u(22)), (pg_temp.u(24)) $$,
  'a person''s press before all others, then who waits longest; nobody whose customer another run is at work on');
update phone_provision_logs set nudged_at = null;
update provision_settings set dispatch_paused_at = now();
select is((private.dispatch_provision_runs() ->> 'nudged')::int, 0, 'nobody while dispatch is stopped');
update provision_settings set dispatch_paused_at = null;

select is((select schedule || ' ' || command from cron.job where jobname = 'dispatch_provision_runs' and active), '10 seconds select private.dispatch_provision_runs()', 'it comes by every ten seconds');
select is((select schedule from cron.job where jobname = 'enqueue_provision_drift' and active), '*/5 * * * *', 'and the drift scan every five minutes');

-- The sweep is also who notes that a provider is down.
insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, error_code)
select (select max(id) from phone_provision_logs), pg_temp.u(21), 1, 'search_numbers', 'twilio', 'unknown', clock_timestamp() - n * interval '1 s', 10, 'timeout' from generate_series(1, 20) n;
select private.dispatch_provision_runs();
select isnt((select down_since from provider_outages where provider = 'twilio'), null, 'twenty calls without an answer are an outage, which the sweep notes');
select is((select count(*)::int from provider_outages where provider = 'vapi' and down_since is not null), 0, 'of that provider alone');
select * from finish();
rollback;
