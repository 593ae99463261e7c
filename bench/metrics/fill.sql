-- A slice of a month of $RUNS$ runs with eight steps each, as a busy project would have: more by day than by night, 4 in 100 fail, most
-- of those are helped by a second run. Runs $FIRST$ to $LAST$, in order of time; $FROM$ is when the month began.
insert into public.phone_provision_logs (id, subject_id, trigger_action, source, status, outcome, error_code, attempt, failures, created_at, claimed_at, updated_at, finished_at, work_ms)
select n, md5('customer' || case when n % 25 = 0 then n - 7 else n end)::uuid, case when n % 25 = 0 then 'retry' else 'provision' end, case when n % 25 = 0 then 'staff' else 'trigger' end,
  case when luck < 0.04 then 'failed' else 'succeeded' end, case when luck < 0.04 then null else 'assigned' end,
  case when luck < 0.02 then '20503' when luck < 0.03 then 'timeout' when luck < 0.04 then 'vapi_unavailable' end, 1, (luck < 0.04)::integer,
  at, at + interval '800 milliseconds', at + x.took, at + x.took, 5000
from (
  select n, random() as luck, random() as again, timestamptz '$FROM$' + (n * 2592000.0 / $RUNS$ + random() * 30) * interval '1 second' as at
  from generate_series($FIRST$, $LAST$) n) month
cross join lateral (select (3000 + exp(7 + luck * 2.5 + again)) * interval '1 millisecond' as took) x
where at + x.took < now();

insert into private.provision_attempts (run_id, attempt, ended_at, duration_ms, waited_ms, result, error_code)
select r.id, 1, r.finished_at, extract(epoch from r.finished_at - r.claimed_at)::integer * 1000 + r.id % 900, 800, case when r.status = 'failed' then 'failed' else 'succeeded' end, r.error_code
from public.phone_provision_logs r where r.id between $FIRST$ and $LAST$;

insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, intended_at, purchased_at, releasing_at, released_at)
select r.subject_id, '+1' || (2000000000 + r.id), 'bench', 'released', 'PN' || r.id, r.created_at, r.created_at + interval '2 seconds', r.finished_at, r.finished_at
from public.phone_provision_logs r where r.id between $FIRST$ and $LAST$ and r.status = 'succeeded';

insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, error_code, detail, recorded_at)
select r.id, r.subject_id, 1, s.step, s.provider, case when r.status = 'failed' and s.ord = 3 then 'unknown' else 'ok' end,
  r.claimed_at + s.ord * interval '300 milliseconds', (s.usual * exp(random() * 1.5))::integer, case when r.status = 'failed' and s.ord = 3 then r.error_code end,
  case when s.ord = 1 then '{"candidates": 30}' else '{}' end::jsonb, r.finished_at
from public.phone_provision_logs r
cross join (values (0, 'claim', 'db', 20), (1, 'search_numbers', 'twilio', 700), (2, 'record_intent', 'db', 12), (3, 'buy_number', 'twilio', 800), (4, 'record_number', 'db', 40),
  (5, 'link_assistant', 'vapi', 1800), (6, 'import_number', 'vapi', 900), (7, 'verify_link', 'vapi', 300)) s(ord, step, provider, usual)
where r.id between $FIRST$ and $LAST$ and r.finished_at is not null;
