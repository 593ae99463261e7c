-- Two days that a demo could have had: customers who got their numbers, an hour in which Twilio did not answer, a few who still wait.
-- Everything here is marked "Demo history". Written without the triggers, which would send each customer through the engine.

alter table public.subscriptions disable trigger subscription_phone_provision_trigger;
alter table public.user_settings disable trigger user;
select setseed(0.42);

create temporary table history on commit drop as
select n, gen_random_uuid() as id, x.at, x.in_outage,
  case when x.in_outage then random() < 0.55 else random() < 0.012 end as failed,
  case when x.in_outage then random() < 0.6 else false end as retried,
  lower((array['ana', 'bo', 'cleo', 'dev', 'elif', 'finn', 'gus', 'hana', 'ivo', 'june', 'kai', 'lena'])[1 + n % 12]) || '.'
    || (array['archer', 'bloom', 'castro', 'dietz', 'ekker', 'fox', 'grant', 'hale', 'ito', 'jansen'])[1 + (n / 12) % 10] || n || '@demo.example' as email
from generate_series(1, 760) n
cross join lateral (select case when n <= 520 then now() - interval '10 minutes' - n * interval '77 seconds' - random() * interval '40 seconds'
    else now() - interval '11 hours' - (n - 500) * interval '7 minutes' end as at) t
cross join lateral (select t.at, t.at between now() - interval '105 minutes' and now() - interval '84 minutes' as in_outage) x;

insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select id, 'authenticated', 'authenticated', email, '{}', '{"demo": "history"}', at, at from history;
insert into public.profiles (id, paddle_customer_id, email, city, state)
select id, 'ctm_' || left(replace(id::text, '-', ''), 26), email, 'Austin', 'TX' from history on conflict (id) do update set email = excluded.email;
insert into public.user_settings (user_id, vapi_assistant_id, assistant_provisioning_status)
select id, gen_random_uuid()::text, 'phone_provisioned' from history on conflict (user_id) do nothing;
insert into public.subscriptions (user_id, tier_type, status, current) select id, (array['starter', 'pro', 'business'])[1 + n % 3], 'active', true from history;

-- Attempts: the first of each customer, and of those who failed and were helped a second one.
create temporary table attempts on commit drop as
select h.id, h.n, 1 as ord, h.at, h.failed, h.in_outage, 500 + (random() * 900)::integer as waited, 500 + (random() * 1000)::integer as search_ms,
  600 + (random() * 900)::integer as buy_ms, 30 + (random() * 60)::integer as record_ms, 1900 + (random() ^ 3 * 4000)::integer as link_ms from history h
union all
select h.id, h.n, 2, h.at + interval '40 seconds' + random() * interval '70 seconds', false, false, 400, 700, 900, 50, 2400 from history h where h.failed and h.retried;
alter table attempts add column run_id bigint, add column work integer, add column ended timestamptz;
update attempts set run_id = nextval('public.phone_provision_logs_id_seq'),
  work = case when failed then 30 + search_ms + 15000 else 180 + search_ms + buy_ms + record_ms + link_ms end;
update attempts set ended = at + (waited + work) * interval '1 millisecond';

insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, intended_at, purchased_at, recorded_at,
  vapi_phone_number_id, assistant_id, linked_at, verified_at, updated_at)
select a.id, '+1737555' || lpad(a.n::text, 4, '0'), 'swb:local:' || a.id, 'recorded', 'PN' || md5('history' || a.n), a.at + interval '2 seconds', a.at + interval '3 seconds',
  a.at + interval '4 seconds', gen_random_uuid()::text, u.vapi_assistant_id, a.ended, a.ended, a.ended
from attempts a join public.user_settings u on u.user_id = a.id where not a.failed;
insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status)
select p.user_id, 'twilio', p.provider_number_id, p.e164_number, 'active' from public.phone_number_purchases p join history h on h.id = p.user_id;

insert into public.phone_provision_logs (id, user_id, subject_id, trigger_action, source, status, outcome, error_code, error_message, attempt, failures,
  created_at, claimed_at, updated_at, finished_at, work_ms, reason, facts_hash, purchase_id, failed_step, provider)
select a.run_id, a.id, a.id, case when a.ord = 1 then 'provision' else 'retry' end, case when a.ord = 1 then 'trigger' else 'staff' end,
  case when a.failed then 'failed' else 'succeeded' end, case when a.failed then null else 'assigned' end, f.code, f.message, 1, a.failed::integer,
  a.at, a.at + a.waited * interval '1 millisecond', a.ended, a.ended, a.work, 'Demo history',
  private.facts_hash(private.provision_facts(a.id), 'assigned'), p.id, case when a.failed then 'search_numbers' end, 'twilio'
from attempts a
cross join lateral (select case when a.failed then case when a.in_outage then '20503' else 'timeout' end end as code,
  case when a.failed then 'Demo history' end as message) f
left join public.phone_number_purchases p on p.user_id = a.id and not a.failed;

insert into private.provision_attempts (run_id, attempt, ended_at, duration_ms, waited_ms, result, error_code)
select a.run_id, 1, a.ended, a.work, a.waited, case when a.failed then 'failed' else 'succeeded' end, r.error_code
from attempts a join public.phone_provision_logs r on r.id = a.run_id;

insert into public.phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms, http_status, error_code, detail, recorded_at)
select a.run_id, a.id, 1, s.step, s.provider, s.outcome, a.at + (a.waited + s.after) * interval '1 millisecond', s.ms, s.http, s.code, s.detail, a.ended
from attempts a
cross join lateral (
  select 'claim' as step, 'db' as provider, 'ok' as outcome, 0 as after, 20 + a.n % 30 as ms, null::integer as http, null::text as code, '{}'::jsonb as detail
  union all select 'decide', 'function', 'ok', 40, 0, null, null, '{"desired": "assigned", "reason": "paid"}'
  union all select 'search_numbers', 'twilio', case when a.failed and not a.in_outage then 'unknown' when a.failed then 'failed' else 'ok' end, 50, a.search_ms,
    case when a.failed and a.in_outage then 503 end, case when a.failed then case when a.in_outage then '20503' else 'timeout' end end, '{"candidates": 30}'
  union all select s.* from (values
    ('record_intent', 'db', 'ok', 60 + a.search_ms, 18, null::integer, null::text, '{}'::jsonb),
    ('buy_number', 'twilio', 'ok', 80 + a.search_ms, a.buy_ms, null, null, '{}'),
    ('record_purchase', 'db', 'ok', 90 + a.search_ms + a.buy_ms, 16, null, null, '{}'),
    ('record_number', 'db', 'ok', 110 + a.search_ms + a.buy_ms, a.record_ms, null, null, '{}'),
    ('link_assistant', 'vapi', 'ok', 130 + a.search_ms + a.buy_ms + a.record_ms, a.link_ms, null, null, '{}'),
    ('find_import', 'vapi', 'ok', 140 + a.search_ms + a.buy_ms + a.record_ms, a.link_ms / 5, null, null, '{}'),
    ('import_number', 'vapi', 'ok', 150 + a.search_ms + a.buy_ms + a.record_ms + a.link_ms / 5, a.link_ms / 2, null, null, '{}'),
    ('verify_link', 'vapi', 'ok', 160 + a.search_ms + a.buy_ms + a.record_ms + a.link_ms * 7 / 10, a.link_ms / 5, null, null, '{}')
  ) s(step, provider, outcome, after, ms, http, code, detail) where not a.failed
) s;

insert into public.rollout_changes (flag, kind, old_value, new_value, reason, changed_by, changed_name, created_at)
values ('phone_provisioning', 'percentage', '{"percentage_bp": 2500}', '{"percentage_bp": 10000}', 'Demo history: two quiet days at 25%',
  (select user_id from public.staff_members where display_name = 'Ada Admin'), 'Ada Admin', now() - interval '3 hours 20 minutes');

create temporary table troubles on commit drop as
select a.ended as since, coalesce(b.ended, 'infinity') as until from attempts a left join attempts b on b.id = a.id and b.ord = 2 where a.failed;
insert into public.resource_samples (sampled_at, connections, max_connections, database_bytes, blocks_hit, blocks_read, queue_depth, queue_oldest_ms, processing,
  net_queue, numbers_owned, numbers_monthly_usd, being_set_up, needs_attention, attention_by_code)
select m.at, 14 + (4 * random())::integer, current_setting('max_connections')::integer, pg_database_size(current_database()) - m.ago * 2000, 0, 0,
  m.busy + (2 * random())::integer, (m.busy * 3500 + 400 * random())::bigint, m.busy / 2, (2 * random() + m.busy / 3)::integer, o.owned, o.owned * k.number_price_usd,
  m.busy + (2 * random())::integer, w.waiting, jsonb_build_object('20503', w.waiting)
from (select private.minute_of(now()) - n * interval '1 minute' as at, n as ago, case when n between 84 and 105 then 9 when n between 60 and 83 then (n - 60) / 4 else 0 end as busy
  from generate_series(2, 2900) n) m
cross join public.metrics_settings k
cross join lateral (select count(*)::integer as owned from attempts a where not a.failed and a.ended < m.at) o
cross join lateral (select count(*)::integer as waiting from troubles t where t.since < m.at and t.until > m.at) w
on conflict (sampled_at) do nothing;

alter table public.subscriptions enable trigger subscription_phone_provision_trigger;
alter table public.user_settings enable trigger user;
select private.refresh_provision_customers(array(select id from history));
update public.provision_customers c set since = a.ended from attempts a where a.id = c.user_id and a.ord = 1;
select private.rebuild_metrics(now() - interval '49 hours', now());
